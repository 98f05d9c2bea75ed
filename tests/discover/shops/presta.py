"""A French shop in the manner of PrestaShop: a window after the add, a checkout of four parts that open one by one."""

from __future__ import annotations

from tests.discover.shops.server import Answer, Request, Session, as_json, missing, picture, to

GOODS = {
    "3-savon-lavande": ("Savon à la lavande", "6,50 €", "out"),
    "7-savon-olive": ("Savon à l'olive", "5,90 €", ""),
    "9-huile-amande": ("Huile d'amande douce", "12,40 €", ""),
    "12-baume-karite": ("Baume au karité", "9,80 €", ""),
}

STYLE = """<style>
body{margin:0;font:15px/1.5 "Noto Sans",sans-serif;background:#f6f6f6}#header{background:#fff;padding:10px}
#wrapper{max-width:960px;margin:0 auto;padding:20px}.products{display:flex;flex-wrap:wrap;gap:15px}
article{background:#fff;width:180px;padding:10px}.btn{border:0;padding:10px 20px;font-weight:600;text-transform:uppercase;display:inline-block;text-decoration:none}
.btn-primary{background:#2fb5d2;color:#fff}.btn-secondary{background:#eee;color:#222}
.modal{position:fixed;inset:0;background:#0006;display:none;z-index:20}.modal.in{display:block}.modal>div{background:#fff;margin:60px auto;max-width:520px;padding:20px}
.step .content{display:none}.step.current .content{display:block}.group{margin:0 0 10px}
</style>"""

STEPS = ("Informations personnelles", "Adresses", "Mode de livraison", "Paiement")


class Presta:
    name = "presta"

    def answer(self, request: Request, session: Session) -> Answer | str:
        path = request.path.rstrip("/") or "/"
        if path == "/":
            return to("/fr/")
        if path == "/fr":
            return self._page(
                session, "Savonnerie du Midi", f"<section><h2>Produits populaires</h2>{self._list()}</section>"
            )
        slug = path.removeprefix("/fr/accueil/").removesuffix(".html")
        if path.startswith("/fr/accueil/") and slug in GOODS:
            return self._page(session, GOODS[slug][0], self._product(slug))
        if path == "/fr/panier" and request.method == "POST":
            session.cart.append(request.form["id"])
            return as_json({"count": len(session.cart)})
        if path == "/fr/panier":
            return self._page(session, "Panier", self._cart(session))
        if path == "/fr/commande" and session.cart:
            return self._checkout(request, session)
        if path == "/fr/confirmation-commande":
            return self._page(
                session,
                "Confirmation",
                "<h1>Votre commande est confirmée</h1><p>Référence de la commande : XKBKNABJK</p>",
            )
        return missing()

    def _page(self, session: Session, title: str, body: str) -> str:
        return f"""<!doctype html><html lang="fr"><head><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>{STYLE}</head><body>
<header id="header"><a href="/fr/">Savonnerie du Midi</a> <a href="/fr/connexion" rel="nofollow">Connexion</a>
<a rel="nofollow" href="/fr/panier?action=show">Panier <span class="n">({len(session.cart)})</span></a>
<form action="/fr/recherche"><input type="text" name="s" placeholder="Rechercher"></form></header>
<main id="wrapper">{body}</main>
<footer><div>Recevez nos offres spéciales<form action="/fr/" method="post"><input name="email" type="email" placeholder="Votre adresse e-mail" aria-label="Votre adresse e-mail"><input class="btn btn-primary" type="submit" value="S’abonner"></form></div>
<a href="/fr/content/3-conditions">Conditions d'utilisation</a> <a href="/fr/contact">Contactez-nous</a></footer></body></html>"""

    def _list(self) -> str:
        cards = "".join(
            f"""<article><a href="/fr/accueil/{slug}.html">{picture("#e7ddb5", name)}</a><h3><a href="/fr/accueil/{slug}.html">{name}</a></h3>
<div>{"<del>7,50 €</del> " if slug.startswith("7") else ""}<span>{price}</span></div>{"<span>Rupture de stock</span>" if out else ""}
<a href="#" class="quick-view">Aperçu rapide</a></article>"""
            for slug, (name, price, out) in GOODS.items()
        )
        return f'<div class="products">{cards}</div>'

    def _product(self, slug: str) -> str:
        name, price, out = GOODS[slug]
        if out:
            return f"<h1>{name}</h1><p>{price}</p><button class='btn btn-primary' disabled>Ajouter au panier</button><p>Rupture de stock</p>"
        return f"""<h1>{name}</h1>{picture("#e7ddb5", name)}<p>{price}</p><p>TTC</p>
<form id="add" action="/fr/panier" method="post"><label>Parfum <select name="parfum"><option value="1" selected>Nature</option><option value="2">Romarin</option></select></label>
<label>Quantité <input name="qty" value="1"></label><button class="btn btn-primary" type="submit">Ajouter au panier</button></form>
<button class="btn" onclick="this.textContent='♥'">Ajouter à ma liste d'envies</button>
<div class="modal" id="blockcart" role="dialog" aria-label="Produit ajouté"><div><h4>Produit ajouté au panier avec succès</h4><p>{name}</p><p>Il y a <b id="n">1</b> article dans votre panier.</p>
<button class="btn btn-secondary" onclick="blockcart.classList.remove('in')">Continuer mes achats</button> <a class="btn btn-primary" href="/fr/panier?action=show">Commander</a></div></div>
<script>add.onsubmit = async event => {{ event.preventDefault();
  const got = await (await fetch('/fr/panier', {{method: 'POST', body: JSON.stringify({{id: '{slug}'}})}})).json();
  n.textContent = got.count; document.querySelector('.n').textContent = `(${{got.count}})`; blockcart.classList.add('in'); }};</script>"""

    def _cart(self, session: Session) -> str:
        if not session.cart:
            return "<h1>Panier</h1><p>Il n'y a plus d'articles dans votre panier</p>"
        name, price, _ = GOODS[session.cart[0]]
        return f"""<h1>Panier</h1><ul><li>{name} <strong>{price}</strong> <a href="/fr/panier?delete=1" aria-label="Supprimer du panier">🗑</a></li></ul>
<a href="/fr/">Continuer mes achats</a><form><input name="discount" placeholder="Code promo"><button class="btn">Ajouter</button></form>
<p>Total (TTC) {price}</p><a class="btn btn-primary" href="/fr/commande">Commander</a>"""

    def _checkout(self, request: Request, session: Session) -> Answer | str:
        told = session.told
        error = ""
        if request.method == "POST":
            if request.form.get("order"):
                if request.form.get("pay") and request.form.get("cgv"):
                    session.orders += 1
                    return to("/fr/confirmation-commande")
                error = "Veuillez accepter les conditions."
            elif (
                request.form.get("step") == "0"
                and not all(request.form.get(k) for k in ("firstname", "lastname", "email", "privacy", "id_gender"))
            ) or (
                request.form.get("step") == "1"
                and not all(request.form.get(k) for k in ("address1", "postcode", "city"))
            ):
                error = "Champ requis"
            else:
                told["at"] = str(int(request.form.get("step", "0")) + 1)
            if not error:
                return to("/fr/commande")
        at = int(told.get("at", "0"))
        parts = "".join(
            f'<section class="step {"current" if place == at else ""}"><h1>{place + 1} {title}</h1><div class="content">{self._part(place, error) if place == at else ""}</div></section>'
            for place, title in enumerate(STEPS)
        )
        return self._page(session, "Commande", parts)

    def _part(self, place: int, error: str) -> str:
        notice = f'<p role="alert">{error}</p>' if error else ""
        if place == 0:
            return f"""{notice}<ul role="tablist"><li><a role="tab" aria-selected="true" href="#guest">Commander en tant qu'invité</a></li><li><a role="tab" href="/fr/connexion?back=order">Connexion</a></li></ul>
<form method="post"><input type="hidden" name="step" value="0"><div class="group">Titre <label><input type="radio" name="id_gender" value="1"> M.</label> <label><input type="radio" name="id_gender" value="2"> Mme</label></div>
<div class="group"><label>Prénom <input name="firstname" required></label></div><div class="group"><label>Nom <input name="lastname" required></label></div>
<div class="group"><label>E-mail <input name="email" type="email" required></label></div>
<p>Créez votre compte (facultatif)</p><div class="group"><label>Mot de passe (facultatif) <input type="password" name="password"></label></div>
<div class="group"><label>Date de naissance (facultatif) <input name="birthday" placeholder="31/05/1970"></label></div>
<label><input type="checkbox" name="optin"> Recevoir les offres de nos partenaires</label><br>
<label><input type="checkbox" name="privacy" required> J'accepte les conditions générales et la politique de confidentialité</label><br>
<button class="btn btn-primary" name="continue" value="1">Continuer</button></form>"""
        if place == 1:
            return f"""{notice}<form method="post"><input type="hidden" name="step" value="1"><div class="group"><label>Société (facultatif) <input name="company"></label></div>
<div class="group"><label>Adresse <input name="address1" required></label></div><div class="group"><label>Code postal <input name="postcode" required></label></div>
<div class="group"><label>Ville <input name="city" required></label></div><div class="group"><label>Pays <select name="id_country" required><option value="" disabled selected>-- veuillez choisir --</option><option value="8">France</option></select></label></div>
<label><input type="checkbox" name="same" checked> Utiliser aussi cette adresse pour la facturation</label><br><button class="btn btn-primary">Continuer</button></form>"""
        if place == 2:
            return """<form method="post"><input type="hidden" name="step" value="2"><label><input type="radio" name="delivery" checked> Retrait en magasin – Gratuit</label>
<label><input type="radio" name="delivery"> Livraison à domicile 7,00 €</label><label>Commentaire <textarea name="msg"></textarea></label><button class="btn btn-primary">Continuer</button></form>"""
        return f"""{notice}<form method="post"><label><input type="radio" name="pay" value="cheque"> Payer par chèque</label><label><input type="radio" name="pay" value="wire"> Payer par virement bancaire</label>
<p><label><input type="checkbox" name="cgv" required> J'ai lu les conditions générales de vente et j'y adhère sans réserve.</label></p>
<button class="btn btn-primary" name="order" value="1" id="go" disabled>Commander avec obligation de paiement</button></form>
<script>go.form.onchange = () => {{ go.disabled = !(go.form.pay.value && go.form.cgv.checked); }}</script>"""
