"""What stands on the report page: plain views of a run, ready for the templates."""
