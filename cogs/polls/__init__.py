"""Verdict polls."""
