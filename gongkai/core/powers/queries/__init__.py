from gongkai.core.powers.queries.hanging import powers_hanging_on

__all__ = ["powers_hanging_on"]
