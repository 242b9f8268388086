"""Blind packets, graded one after another."""
