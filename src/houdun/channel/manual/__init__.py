"""Vendors reached by console, WeChat or telephone: a person sends, a person tells when, answers are pasted."""
