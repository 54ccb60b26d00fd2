"""The staff pages of codes: labels of a unit or an office, a poster, one label anew."""
