"""Compose the five stages: the command line, the settings, the demo world."""

from importlib.metadata import version

__version__ = version("threadline")
