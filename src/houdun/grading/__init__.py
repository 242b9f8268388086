"""What is read from texts: signals from one message, and what shows only within a case or across cases."""

from houdun.grading.across import across
from houdun.grading.finding import RULES_VERSION, find
from houdun.grading.registry import REGISTRY

__all__ = ["REGISTRY", "RULES_VERSION", "across", "find"]
