"""Letters as links: what opens a mail program, or a phone's messages, with the words in it; nothing is sent by it."""

from urllib.parse import quote

from entregent.web.links import safe_link


def mail_link(address: str, subject: str, body: str) -> str:
    """A link that begins a mail; "" where the address is none that may become a link."""
    link = safe_link(address)
    if not link.startswith("mailto:"):
        return ""
    asked = "&".join(f"{name}={quote(text, safe='')}" for name, text in (("subject", subject), ("body", body)) if text)
    return f"{link}?{asked}".replace("%0A", "%0D%0A").rstrip("?")


def message_link(handle: str, body: str) -> str:
    """A link that begins a mail or a text message to a handle; "" where it is neither."""
    link = safe_link(handle)
    if link.startswith("tel:"):
        return f"sms:{link[4:]}?body={quote(body, safe='')}"
    return mail_link(handle, "", body)
