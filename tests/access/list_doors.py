"""The doors of lists on their way into the register."""


def doors_of_lists(unit_id: int, import_id: int) -> dict[tuple[str, str], str]:
    """Return an address behind every door of a list; those that end it come last."""
    register, imported = f"/staff/register/units/{unit_id}", f"/staff/register/imports/{import_id}"
    a_unit, a_list = "/staff/register/units/<int:unit_id>", "/staff/register/imports/<int:import_id>"
    return {
        ("GET", f"{a_unit}/import"): f"{register}/import",
        ("POST", f"{a_unit}/import"): f"{register}/import",
        ("GET", a_list): imported,
        ("POST", f"{a_list}/again"): f"{imported}/again",
        ("POST", f"{a_list}/continue"): f"{imported}/continue",
        ("POST", f"{a_list}/store"): f"{imported}/store",
        ("GET", f"{a_list}/rejected"): f"{imported}/rejected",
        ("POST", f"{a_list}/rejected"): f"{imported}/rejected",
        ("GET", f"{a_list}/take-back"): f"{imported}/take-back",
        ("POST", f"{a_list}/take-back"): f"{imported}/take-back",
        ("POST", f"{a_list}/discard"): f"{imported}/discard",
    }
