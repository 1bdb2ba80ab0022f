"""gongkai: open government affairs (政务公开) for provinces, cities, counties, townships and villages."""

__version__ = "0.1.0"
