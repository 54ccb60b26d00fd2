"""Everything a person fills in: its shape and its wording; knows neither database nor Flask."""
