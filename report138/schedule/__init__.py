"""Render on a schedule, unattended: when, what became of it, and how to hear of it."""
