def powers_hanging_on(body_id: int) -> str:
    return ""
