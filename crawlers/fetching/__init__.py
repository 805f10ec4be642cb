"""Fetch pages politely and within limits, and keep what was on the wire."""
