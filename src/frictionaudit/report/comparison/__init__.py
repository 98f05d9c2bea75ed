"""Runs side by side: before and after, rivals, devices."""
