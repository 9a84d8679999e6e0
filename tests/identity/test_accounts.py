"""One account under all its spellings."""

import pytest

from entregent.identity.accounts import account_of, key_of_page


@pytest.mark.parametrize(
    ("kind", "value", "account"),
    [
        ("account", "twitter:maude", "twitter:maude"),
        ("account", "x:@Maude", "twitter:maude"),
        ("url", "x.com/Maude", "twitter:maude"),
        ("url", "twitter.com/maude?lang=fr", "twitter:maude"),
        ("url", "x.com/intent/user?user_id=12", "twitter:12"),
        ("url", "facebook.com/profile.php?id=345", "facebook:345"),
        ("url", "m.me/maude.lamy", "facebook:maude.lamy"),
        ("url", "instagram.com/maude_l", "instagram:maude_l"),
        ("url", "linkedin.com/in/maude-lamy", "linkedin:maude-lamy"),
        ("url", "t.me/maude", "telegram:maude"),
        ("url", "mastodon.example/@maude", "mastodon:maude@mastodon.example"),
        ("url", "wa.me/15145550100", "phone:+15145550100"),
        ("url", "x.com/home", ""),
        ("url", "linkedin.com/company/acme", ""),
        ("url", "facebook.com/groups/12", ""),
        ("url", "acme.example/contact", ""),
        ("account", "broken", ""),
        ("mail", "a@b.org", ""),
    ],
)
def test_an_account_has_one_name(kind: str, value: str, account: str) -> None:
    assert account_of(kind, value) == account


def test_a_site_is_nobodys_page() -> None:
    assert key_of_page("acme.example") == ""
    assert key_of_page("acme.example/products") == ""
    assert key_of_page("reseau.example/in/maude-1") == "page:reseau.example/in/maude-1"
