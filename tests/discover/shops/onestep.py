"""A German shop in the manner of Magento: swatches, a mini cart, a checkout of two steps on one address."""

from __future__ import annotations

from tests.discover.shops.server import Answer, Request, Session, as_json, missing, picture

GOODS = {
    "wanderrucksack-brocken-24l": ("Wanderrucksack Brocken 24 l", "89,00 €", False),
    "regenjacke-harz": ("Regenjacke Harz", "129,00 €", True),
    "trinkflasche-ilse": ("Trinkflasche Ilse", "19,90 €", True),
    "stirnlampe-oker": ("Stirnlampe Oker", "34,50 €", True),
}

STYLE = """<style>
body{margin:0;font:14px/1.45 "Open Sans",Arial,sans-serif}a{color:#006bb4}.page-header{border-bottom:1px solid #ccc;padding:10px}
.nav a{padding:8px 14px;display:inline-block}.page-main{max-width:1200px;margin:0 auto;padding:15px}
.product-items{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:14px}
.action.primary{background:#1979c3;color:#fff;border:1px solid #1979c3;padding:9px 17px;font-weight:600}
.swatch{display:inline-block;border:1px solid #999;min-width:30px;padding:4px;margin:3px;text-align:center;cursor:pointer}
.swatch[aria-checked=true]{outline:2px solid #ff5501}.message.success{background:#e5efe5;color:#006400;padding:12px}
.opc{display:none}.opc.active{display:block}._required>label:after{content:"*";color:#e02b27}.field{margin:0 0 12px}
table.rates{border-collapse:collapse}.rates td{padding:8px;border-bottom:1px solid #ccc}
</style>"""


class OneStep:
    name = "onestep"

    def answer(self, request: Request, session: Session) -> Answer | str:
        path = request.path.rstrip("/") or "/"
        if path == "/":
            return self._page(
                session,
                "Startseite",
                '<h1>Draußen zuhause</h1><p>Ausrüstung für Tage im Mittelgebirge.</p><a href="/geschenkgutschein.html">Geschenkgutschein kaufen</a>',
            )
        if path == "/ausruestung.html":
            return self._page(session, "Ausrüstung", f"<h1>Ausrüstung</h1>{self._list()}")
        if path == "/geschenkgutschein.html":
            return self._page(
                session,
                "Geschenkgutschein",
                '<h1>Geschenkgutschein</h1><p>25,00 €</p><button class="action primary">In den Warenkorb</button>',
            )
        slug = path.removeprefix("/").removesuffix(".html")
        if slug in GOODS:
            return self._page(session, GOODS[slug][0], self._product(slug))
        if path == "/checkout/cart/add":
            session.cart.append(request.form["product"])
            return as_json({"count": len(session.cart)})
        if path == "/checkout/cart":
            return self._page(session, "Warenkorb", self._cart(session))
        if path == "/checkout" and session.cart:
            return self._page(session, "Zur Kasse", self._checkout(session), is_bare=True)
        if path == "/rest/order":
            session.orders += 1
            return as_json({"number": "000000217"})
        return missing()

    def _page(self, session: Session, title: str, body: str, *, is_bare: bool = False) -> str:
        nav = '<nav class="nav"><a href="/ausruestung.html">Ausrüstung</a><a href="/geschenkgutschein.html">Gutscheine</a><a href="/hilfe">Hilfe</a></nav>'
        head = f"""<header class="page-header"><a href="/">Harzpfad</a> <a href="/customer/account/login">Anmelden</a>
<a class="showcart" href="/checkout/cart/"><span>Mein Warenkorb</span> <span id="qty">{len(session.cart) or ""}</span></a>
<form action="/suche"><input name="q" placeholder="Gesamten Shop durchsuchen…"><button title="Suche">🔍</button></form></header>{nav}"""
        foot = """<footer><form action="/newsletter/subscriber/new" method="post"><label for="nl">Melden Sie sich für unseren Newsletter an</label>
<input id="nl" name="email" type="email" required><button class="action primary">Abonnieren</button></form></footer>"""
        return f"""<!doctype html><html lang="de"><head><meta name="viewport" content="width=device-width"><title>{title}</title>{STYLE}</head><body>
{"" if is_bare else head}<main class="page-main">{body}</main>{"" if is_bare else foot}</body></html>"""

    def _list(self) -> str:
        items = "".join(
            f"""<li class="product-item"><a href="/{slug}.html">{picture("#bcd0bc", name)}</a><strong><a href="/{slug}.html">{name}</a></strong>
<div><span>{price}</span></div>{'<button class="action primary">In den Warenkorb</button>' if has else '<div class="stock">Nicht auf Lager</div>'}
<a href="#" role="button" aria-label="Auf die Wunschliste">♡</a></li>"""
            for slug, (name, price, has) in GOODS.items()
        )
        return f'<ol class="product-items">{items}</ol>'

    def _product(self, slug: str) -> str:
        name, price, has = GOODS[slug]
        if not has:
            return f"<h1>{name}</h1><p>{price}</p><p>Nicht auf Lager</p>"
        return f"""<h1>{name}</h1>{picture("#bcd0bc", name)}<p>{price} <small>inkl. MwSt., zzgl. Versand</small></p><div id="messages"></div>
<form id="add"><div role="radiogroup" aria-label="Farbe">{"".join(f'<div class="swatch" role="radio" tabindex="0" aria-checked="false" aria-label="{c}">{c}</div>' for c in ("Moosgrün", "Schiefer"))}</div>
<div class="field"><label>Gravur (optional)<input name="gravur"></label></div>
<label>Menge <input type="number" name="qty" value="1"></label> <button class="action primary" type="submit">In den Warenkorb</button></form>
<button class="express" style="background:#ffc439">Direkt zu <b>PayPal</b></button>
<script>
document.querySelectorAll('.swatch').forEach(s => s.onclick = () => {{ document.querySelectorAll('.swatch').forEach(o => o.setAttribute('aria-checked', o === s)); }});
add.onsubmit = async event => {{
  event.preventDefault();
  if (!document.querySelector('.swatch[aria-checked=true]')) {{ messages.innerHTML = '<div role="alert">Bitte wählen Sie eine Farbe.</div>'; return; }}
  const got = await (await fetch('/checkout/cart/add', {{method: 'POST', body: JSON.stringify({{product: '{slug}'}})}})).json();
  qty.textContent = got.count;
  messages.innerHTML = '<div class="message success" role="status">Sie haben {name} zu Ihrem <a href="/checkout/cart/">Warenkorb</a> hinzugefügt.</div>';
}};
</script>"""

    def _cart(self, session: Session) -> str:
        if not session.cart:
            return "<h1>Warenkorb</h1><p>Ihr Warenkorb ist leer.</p>"
        name, price, _ = GOODS[session.cart[0]]
        return f"""<h1>Warenkorb</h1><table><tr><td>{name}</td><td>{price}</td><td><a href="/checkout/cart/delete" title="Artikel entfernen">Entfernen</a></td></tr></table>
<form><label>Gutscheincode <input name="coupon"></label><button>Einlösen</button></form><p>Gesamtsumme {price}</p>
<button class="action primary" onclick="location='/checkout/'">Zur Kasse</button>"""

    def _checkout(self, session: Session) -> str:
        fields = "".join(
            f'<div class="field _required"><label for="{key}">{label}</label><input id="{key}" name="{key}" aria-required="true" autocomplete="{token}"></div>'
            for key, label, token in (
                ("vn", "Vorname", "given-name"), ("nn", "Nachname", "family-name"), ("str", "Straße und Hausnummer", "address-line1"),
                ("plz", "Postleitzahl", "postal-code"), ("ort", "Ort", "address-level2"), ("tel", "Telefonnummer", "tel"),
            )
        )  # fmt: skip
        name, price, _ = GOODS[session.cart[0]]
        return f"""<ol aria-label="Fortschritt"><li>Versand</li><li>Prüfung &amp; Zahlung</li></ol>
<section class="opc active" id="shipping"><h1>Versandadresse</h1>
<form id="login"><div class="field _required"><label for="mail">E-Mail-Adresse</label><input id="mail" type="email" name="username" required></div></form>
<form id="address" novalidate>{fields}
<div class="field _required"><label for="land">Land</label><select id="land" name="country_id" required><option value="">Bitte wählen</option><option value="AT">Österreich</option><option value="DE">Deutschland</option></select></div>
<div class="field _required" id="region" hidden><label for="bl">Bundesland</label><select id="bl" aria-required="true"><option value="">Bitte wählen Sie ein Bundesland.</option><option>Bayern</option><option>Niedersachsen</option></select></div></form>
<h2>Versandarten</h2><div id="rates">Bitte geben Sie eine Adresse an.</div><div id="err" role="alert"></div>
<button class="action primary" id="next">Weiter</button></section>
<section class="opc" id="payment"><h1>Zahlungsart</h1><div><input type="radio" name="pm" id="pm1" value="vk"><label for="pm1">Vorkasse / Überweisung</label></div>
<div><input type="radio" name="pm" id="pm2" value="cc"><label for="pm2">Kreditkarte</label></div>
<label><input type="checkbox" id="agb" required> Ich akzeptiere die AGB und die Widerrufsbelehrung</label>
<h2>Bestellübersicht</h2><p>{name} {price}</p><p>Gesamtsumme {price}</p><button class="action primary" id="order" disabled>Zahlungspflichtig bestellen</button></section>
<script>
const full = () => [...document.querySelectorAll('#address input, #mail')].every(f => f.value) && land.value && (land.value !== 'DE' || bl.value);
document.getElementById('shipping').addEventListener('change', () => {{
  region.hidden = land.value !== 'DE';
  if (full() && !document.querySelector('.rates')) rates.innerHTML = '<table class="rates" role="presentation"><tr><td><input type="radio" name="ship" id="r1"></td><td><label for="r1">DHL Paket</label></td><td>4,90 €</td></tr><tr><td><input type="radio" name="ship" id="r2"></td><td><label for="r2">Abholung</label></td><td>0,00 €</td></tr></table>';
}});
next.onclick = () => {{
  if (!full() || !document.querySelector('[name=ship]:checked')) {{ err.textContent = 'Bitte füllen Sie alle Pflichtfelder aus und wählen Sie eine Versandart.'; return; }}
  document.getElementById('shipping').classList.remove('active'); payment.classList.add('active'); location.hash = 'payment';
}};
payment.addEventListener('change', () => {{ order.disabled = !(document.querySelector('[name=pm]:checked') && agb.checked); }});
order.onclick = async () => {{
  const got = await (await fetch('/rest/order', {{method: 'POST', body: '{{}}'}})).json();
  document.querySelector('main').innerHTML = `<h1>Vielen Dank für Ihre Bestellung!</h1><p>Ihre Bestellnummer lautet: ${{got.number}}</p>`;
}};
</script>"""
