"""Analytical reports on policy frameworks of goals, tracks and scenarios."""

__version__ = "1.0.0"
