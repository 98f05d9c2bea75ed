"""Recordings of other tools, read and never run: Playwright's codegen, the Recorder of DevTools."""
