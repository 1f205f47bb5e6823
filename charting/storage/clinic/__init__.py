"""The record of a clinic on its PostgreSQL server: reached, set up, and kept up to date."""
