"""The machines that run the tests are shared: a slow example is not a failure."""

from hypothesis import settings

settings.register_profile("shared-machine", deadline=None)
settings.load_profile("shared-machine")
