"""The shapes of the files, key by key: what pydantic checks, and the JSON Schemas made from it."""
