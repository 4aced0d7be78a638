"""Choosing a film, and what a film's card can open."""
