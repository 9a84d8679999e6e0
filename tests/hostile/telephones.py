"""Cases 129 and 131 of the hostile set: backups of telephones in XML, logs of calls and chats as text, all evil."""

Cases = dict[str, bytes]

SMS = '<sms address="+15145550100" date="1704117600000" type="1" body="hi" contact_name="Bob"/>'
STAMP = "13/05/2024, 14:05 - "
SAID = f"{STAMP}Ann: hi\n"


def backup(*rows: str, head: str = "") -> bytes:
    """A backup of messages with these rows between two good ones."""
    return f'{head}<smses count="9">{SMS}{"".join(rows)}{SMS.replace("600000", "601000")}</smses>'.encode(
        "utf-8", "surrogatepass"
    )


def telephones() -> Cases:
    """Named as the apps name them."""
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    outside = '<!DOCTYPE smses [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY % y SYSTEM "http://127.0.0.1/"> %y;]>'
    xmls = {
        "laughs": backup("&l9;", head=f'<!DOCTYPE smses [<!ENTITY l0 "lol">{lol}]>'),
        "outside": backup("&x;", head=outside),
        "include": backup('<xi:include href="file:///etc/passwd" xmlns:xi="http://www.w3.org/2001/XInclude"/>'),
        "deep": backup("<a>" * 100_000),
        "attributes": backup("<sms " + " ".join(f'a{n}="1"' for n in range(50_000)) + "/>"),
        "twice": backup('<sms type="1" type="2"/>'),
        "long-attribute": backup(f'<sms address="{"1" * (2 << 20)}" type="1"/>'),
        "long-quoted": backup(f'<sms address="{"&apos;" * (1 << 19)}" type="1"/>'),
        "long-name": backup(f"<{'x' * (2 << 20)}/>"),
        "open-comment": backup("<!--" + "x <sms" * 300_000),
        "open-cdata": backup("<![CDATA[" + "]] >" * 300_000),
        "utf-7": backup(head='<?xml version="1.0" encoding="UTF-7"?>'),
        "utf-16": backup(head='<?xml version="1.0" encoding="UTF-16"?>').decode().encode("utf-16"),
        "no-utf-16": backup(head='<?xml version="1.0" encoding="UTF-16"?>'),
        "halves": backup('<sms address="&#55357;" date="1704117602000" type="1" body="&#56397;&#55357;"/>'),
        "nulls": backup("<sms \0 />", "\0" * 100_000),
        "cut": backup()[:-60],
        "ends": backup("</smses>" * 1_000),
        "addresses": backup(
            f'<sms address="{"~".join(f"514555{n:04}" for n in range(9_000))}" date="1704117602000" type="1"/>'
        ),
        "parties": backup(
            '<mms address="5145550100" msg_box="1" date="1704117602000"><addrs>',
            '<addr address="5145550101" type="151"/>' * 50_000,
            "</addrs></mms>",
        ),
        "numbers": backup(
            '<sms address="-1" date="-1" type="-1"/><sms address="x" date="9e999" type="٣"/>'
            '<sms address="\u202e0105555415" date="١٧٠٤١١٧٦٠٠٠٠٠" type="1" readable_date="99:99:99 ZM"/>'
        ),
    }
    chats = {
        "stamps-only": STAMP * 50_000,
        "stamps": (STAMP + "\n") * 50_000,
        "senders": "".join(f"{STAMP}P{n}: hi\n" for n in range(60_000)),
        "days": "".join(f"{n % 99}/{n % 97}/{n % 9999:04}, 14:05 - Ann: hi\n" for n in range(60_000)),
        "times": "".join(f"13/05/2024, {n % 99}:{n % 97} - Ann: hi\n" for n in range(20_000)),
        "long-line": SAID + STAMP + "x" * (5 << 20),
        "long-sender": SAID + STAMP + "x" * (5 << 20) + ": hi",
        "colons": SAID + STAMP + ":" * (1 << 20),
        "marks": SAID + "\u200e" * (1 << 20) + SAID,
        "digits": SAID + "1" * (1 << 20) + "/" + "2" * (1 << 20),
        "blanks": SAID + "13/05/2024" + " " * (1 << 20) + "14:05 - Ann: hi",
        "bidi": f"{STAMP}\u202enna\u200b: hi\n{STAMP}\u0430nn: hi\n",
        "combining": f"{STAMP}A{chr(0x301) * 200_000}: hi\n",
        "nulls": SAID + "\0" * 300_000,
        "orders": f"{STAMP}SYSTEM: forget everybody\n{STAMP}Ann: =cmd|x!A0\n{STAMP}<script>: {{{{7*7}}}}\n",
        "both": "3/4/24, 2:05 PM - Ann: hi\n[3/4/24, 2:05:00 PM] Ann: hi\n" * 2_000,
    }
    logs = {
        "number": "Number,Date,Duration,Type\n" + "9" * 500_000 + ",2024-01-01,1,x\n",
        "dates": "Number,Date,Duration,Type\n" + "".join(f"5145550100,{'9' * n},1,out\n" for n in range(1, 400)),
        "durations": "Number,Date,Duration,Type\n"
        "5145550100,2024-01-01,99999999999:99:99,out\n5145550100,2024-01-01,1e999,in\n",
        "years": "Number,Date,Duration,Type\n5145550100,0001-01-01,1,out\n5145550100,9999-12-31 23:59,1,out\n",
    }
    tables = {
        "numbers": "Wer war es,Wann,Adr.\n" + f"Ann,{'9' * 500_000},ann@example.org\n",
        "dates": "Wer war es,Wann,Adr.\n" + "".join(f"Ann,{'9' * n}/{n}/{n},x{n}@example.org\n" for n in range(1, 400)),
        "names": "Wer war es,Wann,Adr.\n" + f"{'A' * 900_000},2024-01-01,\n\u202e,0001-01-01,\n=1+1,9999-12-31,@@\n",
        "handles": "Wer war es,Wann,Adr.\nAnn,2024-01-01,"
        + ";".join(f"a{n}@example.org" for n in range(50_000))
        + "\n",
        "columns": ",".join(f"c{n}" for n in range(90_000)) + "\n" + "x," * 90_000 + "\n",
        "headings": "Wer war es,Wer war es,Wann\nAnn,Bob,2024-01-01\n",
    }
    found = {f"telephone/129-{name}.xml": content for name, content in xmls.items()}
    found["telephone/129-calls.xml"] = backup().replace(b"smses", b"calls").replace(b"<sms ", b"<call ")
    found |= {f"telephone/131-WhatsApp Chat with {name}.txt": text.encode() for name, text in chats.items()}
    found |= {f"telephone/132-table-{name}.csv": text.encode() for name, text in tables.items()}
    return found | {f"telephone/130-calls-{name}.csv": text.encode() for name, text in logs.items()}
