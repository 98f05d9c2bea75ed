"""Findings: one place that breaks one rule."""
