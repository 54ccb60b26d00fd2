"""The staff's pages of stationery."""
