"""The evidence of a change, in two parts that are kept apart: `for-vendor` may leave us and holds facts only, `for-us` says what we think."""
