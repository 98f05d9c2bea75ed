"""A Dutch shop of custom elements: cards, buttons and the checkout live in shadow roots; a login stands before guests."""

from __future__ import annotations

from tests.discover.shops.server import Answer, Request, Session, as_json, missing, to

SCRIPT = """
const GOODS = [
  {slug: 'theepot-mist', name: 'Theepot Mist', price: '€ 39,95', stock: false},
  {slug: 'kom-duin', name: 'Kom Duin', price: '€ 14,50', stock: true},
  {slug: 'schaal-wad', name: 'Schaal Wad', price: '€ 27,00', stock: true},
];
const BASE = `<style>:host{display:block;font:15px/1.5 "Source Sans Pro",sans-serif}button,.knop{background:#245953;color:#fff;border:0;padding:11px 22px;border-radius:4px;text-decoration:none;display:inline-block;font:inherit}
.stil{background:#fff;color:#245953;border:1px solid #245953}input,select{padding:8px;display:block;width:240px}label{display:block;margin:6px 0}.rij{display:flex;flex-wrap:wrap;gap:16px}</style>`;
const define = (name, html, ready = () => {}) => customElements.define(name, class extends HTMLElement {
  connectedCallback() { const root = this.attachShadow({mode: 'open'}); root.innerHTML = BASE + html(this); ready(root, this); }
});
define('shop-card', host => { const good = GOODS.find(g => g.slug === host.getAttribute('slug'));
  return `<a href="/producten/${good.slug}"><svg width="140" height="100" role="img" aria-label="${good.name}"><rect width="140" height="100" fill="#e3dccb"/></svg><h3>${good.name}</h3></a><p>${good.price}</p>${good.stock ? '<button class="stil" title="Snel bekijken">Snel bekijken</button>' : '<p>Uitverkocht</p>'}`; });
define('shop-list', () => `<div class="rij">${GOODS.map(g => `<shop-card slug="${g.slug}"></shop-card>`).join('')}</div>`);
define('shop-cart-button', host => `<a href="/winkelwagen" aria-label="Winkelwagen, ${host.getAttribute('count')} artikelen">Winkelwagen (<span>${host.getAttribute('count')}</span>)</a>`);
define('shop-buy', host => { const good = GOODS.find(g => g.slug === host.getAttribute('slug'));
  return good.stock ? `<h1>${good.name}</h1><p>${good.price}</p><label>Glazuur<select id="g"><option value="">Kies een optie</option><option value="wit">Wit</option><option value="zand">Zand</option></select></label>
    <button id="add">In winkelwagen</button> <button class="stil">Op verlanglijst</button> <button id="ideal">iDEAL in één klik</button><p id="m" role="status"></p>`
    : `<h1>${good.name}</h1><p>${good.price}</p><button disabled>Uitverkocht</button>`; },
  (root, host) => { const add = root.getElementById('add'); if (!add) return;
    root.getElementById('ideal').onclick = () => { location = '/express'; };
    add.onclick = async () => { const m = root.getElementById('m');
      if (!root.getElementById('g').value) { m.textContent = 'Kies eerst een glazuur'; return; }
      const got = await (await fetch('/api/wagen', {method: 'POST', body: JSON.stringify({slug: host.getAttribute('slug')})})).json();
      const button = document.querySelector('shop-cart-button'); button.shadowRoot.querySelector('span').textContent = got.count; button.shadowRoot.querySelector('a').setAttribute('aria-label', `Winkelwagen, ${got.count} artikelen`);
      m.textContent = 'Toegevoegd aan je winkelwagen'; }; });
define('shop-checkout', () => `<form id="f"><h2>Bezorgadres</h2><label>E-mailadres<input name="email" type="email" required></label><label>Naam<input name="name" autocomplete="name" required></label>
  <label>Straat en huisnummer<input name="s" autocomplete="street-address" required></label><label>Postcode<input name="p" autocomplete="postal-code" required></label><label>Plaats<input name="c" autocomplete="address-level2" required></label>
  <fieldset><legend>Bezorging</legend><label><input type="radio" name="b" value="1" required> PostNL thuisbezorgd € 4,95</label><label><input type="radio" name="b" value="2"> Afhalen in de winkel gratis</label></fieldset>
  <fieldset><legend>Betaalmethode</legend><label><input type="radio" name="w" value="i" required> iDEAL</label><label><input type="radio" name="w" value="o"> Overboeking</label></fieldset>
  <label><input type="checkbox" name="n"> Ja, stuur mij de nieuwsbrief</label><label><input type="checkbox" name="t" required> Ik ga akkoord met de algemene voorwaarden</label>
  <button>Bestellen en betalen</button></form>`,
  root => { root.getElementById('f').onsubmit = async event => { event.preventDefault(); await fetch('/api/bestel', {method: 'POST', body: '{}'}); location = '/bedankt'; }; });
"""


class Shadow:
    name = "shadow"

    def answer(self, request: Request, session: Session) -> Answer | str:
        path = request.path.rstrip("/") or "/"
        if path == "/elementen.js":
            return Answer(SCRIPT, kind="text/javascript")
        if path == "/":
            return self._page(
                session,
                "Klei &amp; Kust",
                "<h1>Aardewerk van de kust</h1><p>Cadeaubon nodig? <a href='/cadeaubon'>Koop een cadeaubon</a></p><shop-list></shop-list>",
            )
        if path.startswith("/producten/"):
            return self._page(session, "Product", f'<shop-buy slug="{path.rsplit("/", 1)[1]}"></shop-buy>')
        if path == "/api/wagen":
            session.cart.append(request.form["slug"])
            return as_json({"count": len(session.cart)})
        if path == "/winkelwagen":
            body = (
                "<p>Kom Duin</p><p>Totaal € 14,50</p><a class='knop' href='/inloggen?next=afrekenen'>Afrekenen</a>"
                if session.cart
                else "<p>Je winkelwagen is leeg</p>"
            )
            return self._page(session, "Winkelwagen", f"<h1>Winkelwagen</h1>{body}")
        if path == "/inloggen":
            return self._page(
                session,
                "Inloggen",
                """<h1>Inloggen of doorgaan</h1><form method="post"><label>E-mailadres<input type="email" name="email" required></label>
<label>Wachtwoord<input type="password" name="password" required></label><button>Inloggen</button></form><a href="/afrekenen">Verder als gast</a> <a href="/registreren">Account aanmaken</a>""",
            )
        if path == "/afrekenen" and session.cart:
            return self._page(session, "Afrekenen", "<h1>Afrekenen</h1><shop-checkout></shop-checkout>")
        if path == "/api/bestel":
            session.orders += 1
            return as_json({"ok": True})
        if path == "/bedankt":
            return self._page(session, "Bedankt", "<h1>Bedankt voor je bestelling</h1><p>Bestelnummer: 5531</p>")
        if path == "/express":
            return to("/")
        return missing()

    def _page(self, session: Session, title: str, body: str) -> str:
        return f"""<!doctype html><html lang="nl"><head><meta name="viewport" content="width=device-width,initial-scale=1"><title>{title}</title>
<style>body{{font:15px/1.5 sans-serif;margin:0 auto;max-width:900px;padding:12px}}.knop{{background:#245953;color:#fff;padding:11px 22px}}</style></head><body>
<header><a href="/">Klei &amp; Kust</a> <a href="/inloggen">Inloggen</a> <shop-cart-button count="{len(session.cart)}"></shop-cart-button></header><main>{body}</main>
<footer><form action="/nieuwsbrief" method="post"><label>Nieuwsbrief<input type="email" name="e"></label><button>Aanmelden</button></form></footer>
<script src="/elementen.js"></script></body></html>"""
