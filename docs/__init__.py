"""The handbook; `generator/` makes its reference pages."""
