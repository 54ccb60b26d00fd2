"""Numbers as Vietnamese papers write them: decimal comma, dots between thousands, rates never rounded up."""


def percent_down(part: int, whole: int) -> str:
    """Write a rate with one decimal, rounded down: 1999 of 2000 is "99,9%".

    "100%" stands only for all, "0%" only for none ("0,0%" is less than one in a thousand), "-" where there is
    nothing to count.
    """
    if whole <= 0:
        return "-"
    if part in (0, whole):
        return "100%" if part else "0%"
    tenths = part * 1000 // whole
    return f"{grouped(tenths // 10)},{tenths % 10}%"


def grouped(number: int) -> str:
    """Write a whole number with dots between thousands: 1234567 is "1.234.567"."""
    return f"{number:,}".replace(",", ".")
