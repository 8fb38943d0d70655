"""The registry as open data: one module per format, one published form of a record for all."""
