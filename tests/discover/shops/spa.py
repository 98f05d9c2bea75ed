"""A Swedish shop of one page: routes of its own, data by fetch, sizes as plain buttons, the checkout part by part."""

from __future__ import annotations

import json

from tests.discover.shops.server import Answer, Request, Session, as_json, missing

GOODS = [
    {"slug": "presentkort", "name": "Presentkort", "price": "500 kr", "stock": True, "sizes": []},
    {"slug": "regnstovel-brygga", "name": "Regnstövel Brygga", "price": "799 kr", "stock": False, "sizes": ["38"]},
    {"slug": "regnstovel-klippa", "name": "Regnstövel Klippa", "price": "849 kr", "stock": True, "sizes": ["37", "38", "39"]},
    {"slug": "sydvast-skar", "name": "Sydväst Skär", "price": "249 kr", "stock": True, "sizes": ["M", "L"]},
]  # fmt: skip

PAGE = """<!doctype html><html lang="sv"><head><meta name="viewport" content="width=device-width,initial-scale=1"><title>Havsvind</title><style>
body{margin:0;font:16px/1.4 Inter,Arial,sans-serif;color:#0b2239}header{display:flex;gap:16px;padding:14px;background:#0b2239;align-items:center}
header a,header button{color:#fff;background:none;border:0;font:inherit;text-decoration:none}.cards{display:flex;flex-wrap:wrap;gap:16px;padding:20px}
.card{width:150px;display:block;color:inherit}.card .im{height:100px;background:#c7dcea}.cta{background:#e4572e;color:#fff;border:0;border-radius:24px;padding:12px 28px;font-size:16px}
.cta[disabled]{opacity:.5}.chip{border:1px solid #0b2239;background:#fff;padding:8px 12px;margin:4px}.chip[aria-pressed=true]{background:#0b2239;color:#fff}
.chip[disabled]{text-decoration:line-through;opacity:.4}#tray{position:fixed;right:0;top:0;bottom:0;width:320px;max-width:100%;background:#fff;box-shadow:0 0 30px #0005;padding:16px;z-index:9}
main{padding:0 16px;max-width:900px}.f{display:block;margin:8px 0}.f input,.f select{display:block;padding:8px;width:260px}.cookie{position:fixed;left:0;right:0;bottom:0;background:#fff;border-top:1px solid #999;padding:14px;z-index:30}
</style></head><body><div id="root"></div><script>
const GOODS = __GOODS__;
let cart = [], size = null, part = 0, told = {}, tray = false, consent = document.cookie.includes('ok=');
const root = document.getElementById('root');
const go = path => { history.pushState({}, '', path); size = null; tray = false; draw(); scrollTo(0, 0); };
onpopstate = () => draw();
document.addEventListener('click', event => {
  const link = event.composedPath().find(node => node.tagName === 'A' && node.dataset.route !== undefined);
  if (link) { event.preventDefault(); go(link.getAttribute('href')); }
});
const price = good => `<span>${good.price}</span>`;
const head = () => `<header><a data-route href="/">Havsvind</a><nav><a data-route href="/sortiment">Sortiment</a> <a data-route href="/om-oss">Om oss</a></nav>
  <a data-route href="/logga-in">Logga in</a><button id="tray-open" aria-label="Varukorg, ${cart.length} varor">Varukorg ${cart.length}</button></header>`;
const list = () => `<h1>Sortiment</h1><div class="cards">${GOODS.map(good => `<a class="card" data-route href="/sortiment/${good.slug}"><div class="im" role="img" aria-label=""></div><b>${good.name}</b><br>${price(good)}${good.stock ? '' : '<br><em>Slut i lager</em>'}</a>`).join('')}</div>`;
const one = good => `<h1>${good.name}</h1><p>${price(good)}</p>${good.stock ? `<p>Välj storlek</p><div>${good.sizes.map((s, i) => `<button class="chip" ${i ? '' : 'disabled'} aria-pressed="${size === s}" data-size="${s}">${s}</button>`).join('')}</div>
  <p><button class="cta" id="buy" ${size || !good.sizes.length ? '' : 'disabled'}>Köp</button> <button aria-label="Spara som favorit">♡</button></p><p><button style="background:#ffb3c7;padding:12px">Köp nu med Klarna</button></p>` : '<p>Slut i lager</p><button class="cta" disabled>Köp</button><label class="f">Bevaka produkten<input type="email" placeholder="E-post"></label>'}
  <section><h2>Andra köpte också</h2><div class="cards">${GOODS.filter(o => o !== good).slice(-1).map(o => `<a class="card" data-route href="/sortiment/${o.slug}"><b>${o.name}</b><br>${price(o)}</a>`).join('')}</div></section>`;
const basket = () => tray ? `<div id="tray" role="dialog" aria-label="Varukorg"><button id="tray-close" aria-label="Stäng">×</button><h2>Varukorg</h2>${cart.length ? cart.map(g => `<p>${g.name} ${price(g)} <button data-drop aria-label="Ta bort ${g.name}">Ta bort</button></p>`).join('') + '<a class="cta" data-route href="/kassa">Till kassan</a>' : '<p>Varukorgen är tom</p>'}</div>` : '';
const field = (key, label, kind = 'text') => `<label class="f">${label} *<input name="${key}" type="${kind}" value="${told[key] || ''}"></label>`;
const parts = [
  () => `<h2>Dina uppgifter</h2>${field('email', 'E-postadress', 'email')}${field('pnr', 'Postnummer')}<button class="cta" id="on">Fortsätt till leverans</button>`,
  () => `<h2>Leveransadress</h2>${field('fn', 'Förnamn')}${field('en', 'Efternamn')}${field('adr', 'Gatuadress')}${field('ort', 'Ort')}${field('mob', 'Mobilnummer', 'tel')}
    <div class="f"><label for="land">Land *</label><button type="button" id="land" role="combobox" aria-haspopup="listbox" aria-expanded="false"><span>${told.land || 'Land'}</span> <span aria-hidden="true">▼</span></button><input aria-hidden="true" tabindex="-1" name="land" value="${told.land || ''}" style="position:fixed;width:1px;height:1px;clip-path:inset(50%);border:0"></div>
    <fieldset><legend>Leveranssätt</legend><label><input type="radio" name="lev" value="ombud"> PostNord ombud 49 kr</label><label><input type="radio" name="lev" value="hem"> Hemleverans 99 kr</label></fieldset><button class="cta" id="on">Fortsätt till betalning</button>`,
  () => `<h2>Betalning</h2><fieldset><legend>Betalsätt</legend><label><input type="radio" name="bet" value="kort"> Kort</label><label><input type="radio" name="bet" value="faktura"> Faktura</label></fieldset>
    <label><input type="checkbox" name="villkor"> Jag godkänner köpvillkoren *</label><p>Att betala 898 kr</p><button class="cta" id="pay">Slutför köp</button>`,
];
const wanted = [['email', 'pnr'], ['fn', 'en', 'adr', 'ort', 'mob', 'land', 'lev'], ['bet', 'villkor']];
const till = () => cart.length ? `<h1>Kassa</h1><form onsubmit="return false">${parts[part]()}<p role="alert" id="err"></p></form>` : '<h1>Kassa</h1><p>Varukorgen är tom</p>';
const draw = () => {
  const path = location.pathname;
  const good = GOODS.find(g => path === '/sortiment/' + g.slug);
  const body = good ? one(good) : path === '/sortiment' ? list() : path === '/kassa' ? till() : path === '/tack' ? '<h1>Tack för din beställning!</h1><p>Ordernummer 77120</p>'
    : path === '/logga-in' ? '<h1>Logga in</h1><label class="f">E-post<input></label><label class="f">Lösenord<input type="password"></label><button>Logga in</button>'
    : path === '/om-oss' ? '<h1>Om oss</h1><p>Sedan 1987.</p>' : '<h1>Klädd för kusten</h1><p>Regnkläder som håller tätt.</p><a class="cta" data-route href="/sortiment">Se hela sortimentet</a>';
  root.innerHTML = head() + `<main>${body}</main>` + basket() + (consent ? '' : '<div class="cookie" role="dialog" aria-label="Cookies">Vi använder cookies. <button id="yes">Acceptera alla</button> <button id="no">Endast nödvändiga</button></div>')
    + '<footer><label>Nyhetsbrev <input type="email" placeholder="Din e-post"></label><button>Prenumerera</button></footer>';
  const on = (id, act) => { const node = document.getElementById(id); if (node) node.onclick = act; };
  for (const id of ['yes', 'no']) on(id, () => { consent = true; document.cookie = 'ok=1'; draw(); });
  document.querySelectorAll('[data-size]').forEach(chip => { chip.onclick = () => { size = chip.dataset.size; draw(); }; });
  document.querySelectorAll('[data-drop]').forEach(drop => { drop.onclick = () => { cart.pop(); draw(); }; });
  on('tray-open', () => { tray = true; draw(); });
  on('tray-close', () => { tray = false; draw(); });
  on('buy', async () => { await fetch('/api/korg', {method: 'POST', body: JSON.stringify({slug: good.slug})}); cart.push(good); draw(); });
  const save = () => document.querySelectorAll('form [name]').forEach(f => { if (/radio|checkbox/.test(f.type)) { if (f.checked) told[f.name] = f.value; } else told[f.name] = f.value; });
  // A list of its own making, drawn at the end of the page, as component libraries do.
  on('land', () => {
    const list = document.createElement('div');
    list.setAttribute('role', 'listbox');
    list.style = 'position:fixed;left:16px;top:40px;background:#fff;border:1px solid #000;z-index:9';
    list.innerHTML = ['Land', 'Danmark', 'Finland', 'Sverige'].map(l => `<div role="option" style="padding:10px 20px" ${l === 'Land' ? 'aria-disabled="true"' : ''}>${l}</div>`).join('');
    list.onclick = event => { save(); told.land = event.target.textContent; list.remove(); draw(); };
    document.onkeydown = event => { if (event.key === 'Escape') list.remove(); };
    document.body.append(list);
  });
  const lacks = () => wanted[part].some(key => !told[key]);
  on('on', () => { save(); if (lacks()) { document.getElementById('err').textContent = 'Fyll i alla obligatoriska fält'; return; } part += 1; draw(); });
  on('pay', async () => { save(); if (lacks()) { document.getElementById('err').textContent = 'Du måste godkänna villkoren'; return; } await fetch('/api/order', {method: 'POST', body: '{}'}); go('/tack'); });
};
draw();
</script></body></html>"""


class Spa:
    name = "spa"

    def answer(self, request: Request, session: Session) -> Answer | str:
        if request.path == "/api/korg":
            session.cart.append(request.form["slug"])
            return as_json({"ok": True})
        if request.path == "/api/order":
            session.orders += 1
            return as_json({"ok": True})
        if request.path in ("/favicon.ico", "/robots.txt"):
            return missing()
        return PAGE.replace("__GOODS__", json.dumps(GOODS))
