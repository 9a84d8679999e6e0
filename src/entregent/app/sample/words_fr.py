"""The words of French letters, as people of Québec write them. Close circles say tu, the others vous."""
# ruff: noqa: E501 -- one topic a line: a table reads across

from typing import Final

from entregent.app.sample.topics import ANY, ME, THEM, Tongue, Topic

_LOVE: Final = (
    Topic(ANY, "Souper ce soir", ("Je passe à l'épicerie en revenant. {dish}, ça te tente?", "Je finis vers {hour}. On mange à la maison ou on sort?"), ("Oui! Je m'occupe du dessert.", "Parfait, j'arrive un peu avant.", "Je suis à terre, commandons plutôt."), ("Je t'embrasse.", "À tantôt xx")),
    Topic(ANY, "Fin de semaine au chalet", ("Si on partait {day} après le travail? La météo est belle.", "Ta sœur nous offre le chalet pour deux nuits. On y va?"), ("Oh oui, j'ai besoin d'air.", "Je vérifie mon agenda et je te dis."), ("J'ai hâte.", "Je fais les valises!")),
    Topic(ANY, "Rendez-vous chez le dentiste", ("N'oublie pas {day} à {hour}.", "Ils ont déplacé ça à {day}, {hour}. Ça marche pour toi?"), ("Noté, merci mon cœur.", "Oups, je l'aurais manqué. Merci!"), ("xx",)),
    Topic(ANY, "Pensée du midi", ("Rien de spécial, je voulais juste te dire que je pense à toi.", "J'ai entendu notre chanson au {place}."), ("Tu fais ma journée.", "Moi aussi. À ce soir."), ("xx",)),
    Topic(ANY, "Factures de la maison", ("L'électricité est payée. Il reste les taxes municipales avant la fin {of_month}.", "Peux-tu regarder l'assurance? Ils ont encore augmenté."), ("Je m'en occupe {day}.", "C'est fait!"), ("Merci mon amour.",)),
)  # fmt: skip

_FAMILY: Final = (
    Topic(ANY, "Souper de famille {day}", ("On se réunit {day} vers {hour}. Je fais {dish}. Apportez votre appétit!", "Maman aimerait nous voir tous {day}. Tu peux?"), ("On sera là! Qu'est-ce qu'on apporte?", "Je vais arriver un peu en retard, gardez-moi une assiette.", "Pas cette fois, je travaille. Embrasse tout le monde."), ("Parfait, on t'attend.", "Bonne nouvelle, à {day}!")),
    Topic(ANY, "Photos de {town}", ("Enfin triées! Il y en a une de toi qui est très belle.", "Je t'envoie celles de la dernière fois. Les enfants ont tellement grandi."), ("Merci, je les fais imprimer pour grand-maman.", "J'adore celle au bord de l'eau."), ("Gros becs.",)),
    Topic(ANY, "Nouvelles de papa", ("Le médecin est content de ses résultats. Il marche chaque matin.", "Il a rendez-vous {day}. Peux-tu y aller avec lui? Je suis à l'extérieur."), ("Quel soulagement. Merci de m'écrire.", "Oui, je prends congé l'avant-midi."), ("On se tient au courant.", "Merci d'être là.")),
    Topic(ANY, "La fête de grand-maman, chez qui?", ("On tire au sort comme d'habitude? Je peux recevoir tout le monde.", "Je propose {town}, il y a de la place pour tous."), ("Bonne idée. Je fais le gâteau.", "Ça me va. Qui apporte les ballons?"), ("C'est réglé alors!",)),
    Topic(ANY, "Recette demandée : {dish}", ("Peux-tu me renvoyer la tienne? J'ai perdu mon papier.", "Je l'ai retrouvée dans le cahier de grand-maman!"), ("La voilà. Le secret, c'est de ne pas se presser.", "Tu vas voir, c'est simple comme bonjour."), ("Merci, je t'en garde un morceau.",)),
    Topic(ANY, "Un coup de main pour le déménagement", ("On déménage {day}. Aurais-tu deux bras et une heure?", "Le camion arrive à {hour}. Pizza pour tous!"), ("Je serai là avec mes gants.", "Mon dos dit non, mais j'apporte le lunch."), ("Merci, tu me sauves.",)),
    Topic(ANY, "Bonne fête!", ("Un an de plus, et pas une ride. On fête ça {day}?", "Toute la gang t'embrasse. Passe une belle journée!"), ("Merci, ça me touche beaucoup.", "Merci! On se voit bientôt?"), ("Promis.", "Gros câlin.")),
)  # fmt: skip

_FRIENDS: Final = (
    Topic(ANY, "Un café cette semaine?", ("Ça fait trop longtemps! {day} vers {hour}, au {place}?", "Je passe dans ton coin {day}. Un café?", "J'ai mille choses à te raconter. {day}?"), ("Avec joie! {day}, ça me va.", "Pas cette semaine, mais la prochaine oui.", "Oui! Je t'invite cette fois."), ("À {day}!", "Super, hâte de te voir.")),
    Topic(ANY, "Souper {day}", ("On fait {dish} à la maison {day}. Tu viens?", "J'essaie une nouvelle recette, j'ai besoin de cobayes. {day}, {hour}?"), ("Je suis là! J'apporte le vin.", "Oh que oui. Je peux amener quelqu'un?", "Je garde les enfants ce soir-là, dommage!"), ("Parfait!", "On remet ça bientôt.")),
    Topic(ANY, "Billets pour le spectacle", ("Il me reste une place pour {day} au {place}. Ça te tente?", "J'ai pris deux billets sur un coup de tête. Dis oui!"), ("Oui, mille fois oui!", "Tu es un ange. Combien je te dois?", "J'ai déjà quelque chose, mais merci d'avoir pensé à moi."), ("On se rejoint à {hour} devant l'entrée.", "La prochaine fois, c'est moi.")),
    Topic(ANY, "Ton projet : {project}", ("J'y ai repensé depuis notre conversation. As-tu avancé?", "J'ai croisé quelqu'un qui pourrait t'aider. Je te raconte?"), ("Ça avance lentement, mais ça avance. Merci de demander!", "Oui, raconte! J'en suis au budget."), ("Continue, tu es sur la bonne voie.", "Je croise les doigts.")),
    Topic(ANY, "Le livre dont je te parlais", ("Je l'ai fini hier soir. Tu vas l'adorer, je te le prête?", "Te souviens-tu du titre? Je le cherche partout."), ("Oui, prête-le-moi! Je te rends l'autre {day}.", "Je te l'écris dès que je le retrouve."), ("Merci, bonne lecture.",)),
    Topic(ANY, "Randonnée {day}?", ("Il annonce beau. On monte voir la vue à {town}?", "Petite boucle de deux heures, rien de sportif. Tu embarques?"), ("J'embarque! Départ à quelle heure?", "Mes genoux disent peut-être. Je te confirme demain."), ("Départ à {hour}, j'apporte le thermos.", "À {day} alors!")),
    Topic(ANY, "Comment vas-tu, vraiment?", ("Tu avais l'air au bout du rouleau l'autre jour. Je suis là si tu veux parler.", "Ça fait un bout. Donne-moi des nouvelles, les vraies."), ("Merci de demander. C'est une période chargée, mais je tiens bon.", "Ça va mieux que l'autre fois. On se voit?"), ("Prends soin de toi.", "Je t'appelle {day}.")),
    Topic(ANY, "Merci pour hier", ("Quelle belle soirée. On a tellement ri.", "Ta maison est toujours aussi chaleureuse. Merci!"), ("Merci d'avoir été là! On recommence quand vous voulez.", "C'était trop court."), ("Bises.",)),
)  # fmt: skip

_PALS: Final = (
    Topic(ANY, "Cours de yoga de {day}", ("Y vas-tu? On peut y aller ensemble.", "La prof est absente, c'est reporté à {hour}."), ("Oui, je te garde une place.", "Merci de l'info!"), ("À {day}!",)),
    Topic(ANY, "Fête de ruelle", ("On cherche des bénévoles pour {day}. Trois tables et un barbecue suffisent.", "Peux-tu prêter ta rallonge électrique?"), ("Compte sur moi.", "J'en ai deux, je les apporte."), ("Merci, à bientôt dans la ruelle!",)),
    Topic(ANY, "Vendredi? 🎉", ("On sort en groupe au {place}. Viens donc!", "5 à 7 improvisé, {hour}. Ça te dit?"), ("Oui, gardez-moi une chaise.", "Pas ce soir, mais amusez-vous bien!"), ("La prochaine fois!",)),
    Topic(ANY, "Le nom de ton plombier", ("Le mien a pris sa retraite. Le tien était bien?", "J'ai une fuite et plus de contact. À l'aide!"), ("Oui, il est honnête et ponctuel. Je t'envoie son numéro.", "Je demande à ma voisine et je te reviens."), ("Merci, ça m'aide beaucoup.",)),
    Topic(ANY, "Retrouvailles du bac", ("Déjà {years} ans! On pense à {day}, au {place}.", "As-tu encore l'adresse des autres? On monte la liste."), ("Quelle bonne idée, j'y serai.", "J'ai trois adresses, je te les envoie."), ("Hâte de revoir tout le monde.",)),
    Topic(ANY, "Chorale : pratique de {day}", ("On commence à {hour} exceptionnellement. Apporte ta partition.", "Il nous manque une voix d'alto. Tu connais quelqu'un?"), ("Noté!", "J'ai peut-être une amie. Je lui demande."), ("Bonne semaine!",)),
    Topic(ANY, "Ça fait un bail", ("J'ai pensé à toi en passant par {town}. Que deviens-tu?", "J'ai vu ton nom passer et j'ai souri. Comment va la vie?"), ("Quelle belle surprise! Tout va bien ici, et toi?", "Ça me fait plaisir de te lire. On se prend un café un de ces jours?"), ("Avec plaisir.", "On se fait signe.")),
    Topic(ANY, "Covoiturage de {day}", ("Je pars à {hour}, il reste une place.", "As-tu de la place pour moi et un gros sac?"), ("Je la prends, merci!", "Oui, je passe te chercher."), ("Super, à {day}.",)),
)  # fmt: skip

_CLIENTS: Final = (
    Topic(THEM, "Demande de soumission : {project}", ("Nous aimerions refaire notre espace avant {month}. Pourriez-vous nous préparer une estimation?", "On nous a parlé de votre travail en bien. Auriez-vous le temps de venir voir les lieux?"), ("Merci de votre confiance. Je peux passer {day} à {hour}. Est-ce que cela vous convient?", "Avec plaisir. Pouvez-vous m'envoyer le plan et vos dimensions?"), ("C'est parfait, nous vous attendons.", "Merci, bonne fin de journée.")),
    Topic(ME, "Plans révisés : {project}", ("Voici la deuxième version, avec le comptoir déplacé et le rangement au fond.", "J'ai intégré vos commentaires. Le bois clair réchauffe beaucoup la pièce."), ("C'est très beau. Une question : peut-on garder le banc près de la fenêtre?", "L'équipe adore. On approuve!", "Pouvons-nous en parler {day}?"), ("Excellent, je lance la fabrication.", "Je vous reviens avec le détail d'ici {day}.")),
    Topic(ME, "Facture : {project}", ("Vous trouverez la facture du deuxième versement. Merci de votre collaboration.", "Petit rappel amical pour le solde, échu depuis le début {of_month}."), ("Bien reçu, le paiement part {day}.", "Merci, je transmets à la comptabilité."), ("Merci beaucoup!", "Reçu, merci.")),
    Topic(ANY, "Date d'installation", ("Seriez-vous disponibles {day} à partir de {hour}? Il faut compter une journée.", "Le local sera libre {day}. Est-ce réaliste de votre côté?"), ("Oui, nous serons trois sur place.", "Plutôt la semaine suivante, le vernis doit sécher."), ("Noté à l'agenda.", "À {day}, merci.")),
    Topic(THEM, "Une porte d'armoire qui frotte", ("Rien de grave, mais elle accroche depuis les journées humides. Pouvez-vous passer?", "Le tiroir du bas se referme mal. Est-ce couvert par la garantie?"), ("Bien sûr, je passe {day} vers {hour}.", "C'est couvert. Deux minutes avec une lime et ce sera réglé."), ("Merci de votre rapidité!",)),
    Topic(ME, "Tout se passe bien avec {project}?", ("Cela fait quelques mois déjà. Le bois vieillit-il bien?", "Je prends des nouvelles de l'espace. Vos gens s'y plaisent?"), ("Oui, tout le monde nous en parle!", "Très bien. Nous pensons d'ailleurs à la phase deux."), ("Quel plaisir à lire, merci.", "Parlons-en quand vous voudrez.")),
    Topic(THEM, "Phase deux : {project}", ("Le conseil a approuvé le budget. Quand pouvons-nous nous voir?", "Nous voudrions la même ambiance à notre succursale de {town}."), ("Quelle belle nouvelle! {day} à {hour}, chez vous?", "Avec joie. Je bloque du temps dès {month}."), ("C'est noté.", "Au plaisir.")),
)  # fmt: skip

_COLLABORATORS: Final = (
    Topic(ANY, "Horaire de la semaine", ("{day}, on coupe les panneaux. Peux-tu être à l'atelier à {hour}?", "Je suis sur le chantier {day}. Qui garde l'atelier?"), ("J'y serai.", "Je peux, mais à partir du dîner.", "Prends plutôt l'après-midi, la livraison arrive le matin."), ("Merci, c'est noté.", "Super.")),
    Topic(ANY, "Commande de bois : {project}", ("Il manque douze planches de merisier. Je commande au même endroit?", "Le prix a monté de 8 %. On attend ou on y va?"), ("Vas-y, on n'a pas le choix.", "Attends {day}, je négocie."), ("Commandé!", "OK, j'attends ton signal.")),
    Topic(ANY, "Correctifs aux plans : {project}", ("J'ai mis mes notes en rouge, page 3 surtout.", "La cote du comptoir ne marche pas avec l'évier. Tu vérifies?"), ("Bien vu! Je corrige ce soir.", "C'est la vieille version, regarde celle de {day}."), ("Merci, impeccable.", "Ça marche.")),
    Topic(ANY, "Livraison à {town}", ("Le camion est réservé pour {day}, {hour}.", "Le client demande si on peut devancer. Ton avis?"), ("Oui, si on emballe la veille.", "Trop serré. Proposons {day}."), ("Je l'appelle.", "Parfait.")),
    Topic(ANY, "Photos du chantier", ("C'est magnifique avec la lumière du matin. Je mets ça dans le portfolio?", "Voici l'avant-après. On a de quoi être fiers."), ("Oui! La troisième surtout.", "Wow. Bravo à toute l'équipe."), ("Merci!",)),
    Topic(ANY, "Vacances {of_month}", ("Je prendrais les deux dernières semaines. Ça te va?", "Qui est là entre le 20 et le 31?"), ("C'est bon pour moi, profites-en.", "On se croise, mais ça passe."), ("Merci!", "Noté au calendrier.")),
    Topic(ME, "Merci pour le coup de feu de {day}", ("Sans toi, on n'y arrivait pas. Je voulais te l'écrire.", "Beau travail. Le client n'a vu que du feu."), ("Merci, ça fait du bien à lire.", "C'est le plaisir de l'équipe!"), ("À demain.",)),
)  # fmt: skip

_PARTNERS: Final = (
    Topic(ANY, "Entente de partenariat", ("Voici le texte relu par notre avocate. Dites-moi si l'article 4 vous va.", "On renouvelle pour un an aux mêmes conditions?"), ("Tout est clair, je signe {day}.", "Une petite nuance à l'article 4, je vous appelle?"), ("Excellent, merci.", "Au plaisir de continuer.")),
    Topic(ANY, "Salon {of_month} : on partage un kiosque?", ("Il reste un emplacement double. À deux, c'est moitié prix.", "Je m'occupe des visuels si vous gérez les réservations."), ("Bonne idée, embarquons.", "Je vérifie le budget et je vous reviens {day}."), ("C'est réservé!", "On s'en reparle.")),
    Topic(ANY, "Nouvelle essence disponible : {wood}", ("Le premier lot arrive {day}. En voulez-vous un échantillon?", "Cherchez-vous encore du stock? J'en ai trouvé."), ("Oui, deux planches suffisent.", "Ça tombe bien, j'ai un projet pour ça."), ("Je vous le mets de côté.", "Merci!")),
    Topic(ANY, "Un mandat pour vous, je crois", ("Un client cherche quelqu'un comme vous pour {project}. Je lui donne vos coordonnées?", "Ce n'est pas notre force, mais c'est la vôtre. Est-ce que {project} vous dirait?"), ("Oui, merci d'avoir pensé à nous!", "Avec plaisir, c'est en plein dans nos cordes."), ("Je fais le pont.", "Tenez-moi au courant.")),
    Topic(ANY, "Dîner au {place}?", ("Ça fait longtemps qu'on n'a pas fait le point. {day} midi?", "J'aimerais votre avis sur {project}. Je vous invite à dîner."), ("Volontiers. {day}, {hour}.", "Pas avant {month}, mais oui."), ("Au plaisir.", "Réservé.")),
    Topic(ME, "Commande du mois {of_month}", ("Comme d'habitude, plus deux feuilles de contreplaqué russe.", "Pouvez-vous livrer {day} avant {hour}?"), ("C'est noté, livraison {day}.", "Rupture jusqu'à la semaine prochaine, toutes mes excuses."), ("Merci!", "On fera avec.")),
)  # fmt: skip

_PROSPECTS: Final = (
    Topic(ME, "Suite à notre rencontre au {event}", ("J'ai beaucoup aimé notre échange. Seriez-vous disponible {day} pour en parler autour d'un café?", "Vous me parliez de {project}. J'ai deux idées à vous montrer, quinze minutes suffiraient."), ("Merci de votre message! Écrivez-moi après {month}, nous serons plus avancés.", "Avec plaisir. {day} à {hour}?", "Merci, mais le projet est sur la glace pour l'instant."), ("Merci, à bientôt.", "C'est noté, au plaisir.")),
    Topic(ME, "Une idée pour {project}", ("Je suis passée devant votre local et j'ai vu tout son potentiel. Puis-je vous envoyer un croquis?", "Nous venons de terminer un espace semblable à {town}. Cela vous intéresserait-il de le visiter?"), ("Volontiers, envoyez-moi ça.", "C'est gentil, mais nous avons déjà quelqu'un."), ("Je vous l'envoie d'ici {day}.", "Je comprends, bonne suite!")),
    Topic(THEM, "Question sur vos services", ("Faites-vous aussi de petits projets, comme {project}?", "Quel est votre délai en ce moment?"), ("Oui, tout à fait. Puis-je vous appeler {day}?", "Environ huit semaines. Je peux passer prendre des mesures {day}."), ("Merci, j'en parle à mes associés.", "Parfait.")),
)  # fmt: skip

_SPECIAL: Final = {
    "ask": (
        Topic(ANY, "Une petite question", ("As-tu deux minutes pour me donner ton avis sur {project}?", "Te souviens-tu du nom de la personne rencontrée au {event}?"), ("Oui, je t'appelle.",), ("Merci!", "Parfait.", "Super, merci.")),
        Topic(ANY, "Es-tu libre {day}?", ("J'aimerais t'inviter au {place}. {day} à {hour}, est-ce que ça te va?", "On pourrait se voir {day}? Dis-moi ce qui t'arrange."), ("Oui!",), ("Super.",)),
        Topic(ANY, "Ton avis sur {project}", ("J'hésite entre deux directions. Peux-tu regarder et me dire ce que tu préfères?", "Avant que je réponde au client, qu'en penses-tu?"), ("La deuxième.",), ("Merci!",)),
    ),
    "ask-formal": (
        Topic(ANY, "Disponibilités pour {project}", ("Auriez-vous un moment {day} ou le lendemain pour faire le point?", "Pouvez-vous me confirmer la date d'ici {day}?"), ("Oui, {day}.",), ("Merci.",)),
        Topic(ANY, "Votre avis sur la dernière version", ("Avez-vous eu le temps de regarder les plans? J'attends votre retour pour continuer.", "Est-ce que la nouvelle couleur vous plaît?"), ("Oui.",), ("Merci.",)),
    ),
    "promise": (
        Topic(ME, "Je t'envoie ça", ("Promis, je t'envoie les photos d'ici {day}.", "Je te reviens avec le contact de mon ébéniste avant {day}, promis."), ("Merci!",), ("xx",)),
    ),
    "promise-formal": (
        Topic(ME, "Suivi de notre appel", ("Comme promis, je vous prépare l'estimation et je vous l'envoie d'ici {day}.", "Je vous fais parvenir les références avant la fin de la semaine."), ("Merci.",), ("Merci.",)),
    ),
    "introduction": (
        Topic(THEM, "Mise en relation : {a} et {b}", ("{a}, je te présente {b}, dont je t'ai parlé. Vous avez tout pour vous entendre. Je vous laisse poursuivre!", "Chère {a}, voici {b}. {b}, voici {a}. Je sens que vous aurez beaucoup à vous dire au sujet de {project}."), ("Merci pour la présentation! Enchantée, {b}. Seriez-vous libre {day} pour un café?",), ("Bonjour {a}! {day} me convient très bien, au plaisir!",)),
        Topic(THEM, "{b}, je te présente {a}", ("{a} a fondé l'Atelier Boréal; {b} cherche quelqu'un pour {project}. Je vous mets en contact.",), ("Merci pour le contact. {b}, au plaisir de vous lire!",), ("Bonjour {a}, merci. Je vous appelle {day}.",)),
    ),
    "quiet": (
        Topic(THEM, "Au sujet de {project}", ("Je mets {b} en copie, qui en sait plus que moi. Je vous laisse en parler!",), ("Merci pour le contact! {b}, seriez-vous libre {day}?",), ("{day} me convient très bien, au plaisir!",)),
        Topic(THEM, "Suite à notre conversation", ("Comme promis, voici {b}, à qui je pensais. À vous de jouer!",), ("Merci! {b}, on dit {day}?",), ("Avec plaisir.",)),
    ),
    "bridge": (
        Topic(ME, "Mise en relation : {a} et {b}", ("Bonjour à vous deux. {a}, je te présente {b}. Je pense que vous devriez vous parler de {project}. À vous de jouer!",), ("Merci Maude! {b}, je vous écris {day}.",), ("Merci à vous deux.",)),
    ),
    "group": (
        Topic(ANY, "On se réunit {day}?", ("Salut la gang! On se voit {day} au {place}, vers {hour}? Répondez à tous.",), ("Oui pour moi!", "Je ne peux pas, mais pensez à moi.", "J'y serai, j'apporte {dish}."), ("Super!",)),
        Topic(ANY, "Cadeau commun", ("On pensait offrir quelque chose à plusieurs. 20 $ chacun, ça vous va?",), ("Bonne idée, j'embarque.", "Oui, je fais le virement."), ("Merci!",)),
    ),
    "group-work": (
        Topic(ANY, "Compte rendu : {project}", ("Bonjour à tous, voici les points retenus et qui fait quoi d'ici {day}.",), ("Merci, rien à ajouter.", "Petite correction au point 3, sinon tout est bon."), ("Merci!",)),
        Topic(ANY, "Rencontre de chantier {day}", ("On se rejoint sur place à {hour}. Bottes et casque, s'il vous plaît.",), ("J'y serai!", "Je serai là à {hour} pile."), ("À {day}.",)),
    ),
    "second-try": (
        Topic(ME, "Un petit rappel au sujet de {project}", ("Je me permets de vous relancer, au cas où mon message se serait perdu. Un simple non me va aussi!", "Je sais que vos semaines sont pleines. Aimeriez-vous que je vous rappelle plus tard?"), ("Merci.",), ("Merci.",)),
    ),
}  # fmt: skip

FRENCH: Final = Tongue(
    {
        "love": _LOVE, "family": _FAMILY, "friends": _FRIENDS, "pals": _PALS, "clients": _CLIENTS,
        "collaborators": _COLLABORATORS, "partners": _PARTNERS, "prospects": _PROSPECTS, **_SPECIAL,
    },
    {
        "day": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        "hour": ("8 h 30", "9 h", "10 h", "11 h 30", "midi", "13 h", "14 h 30", "16 h", "17 h 30", "18 h", "19 h"),
        "place": ("Café Tournesol", "marché Jean-Talon", "Petit Bistro du Canal", "parc La Fontaine", "Vieux-Port", "lac Saint-Charles", "mont Saint-Bruno", "Théâtre du Quai", "bord du fleuve", "Plateau", "Mile End"),
        "project": ("la bibliothèque du quartier", "votre salle d'attente", "la terrasse", "la cuisine ouverte", "la garderie", "l'aire d'accueil", "la librairie", "la salle de réunion", "l'arrière-boutique", "la galerie", "la chambre d'amis", "la vitrine", "la salle de classe"),
        "dish": ("un pâté chinois", "une soupe aux pois", "des lasagnes", "un couscous", "une tourtière", "un cari de légumes", "une tarte au sucre", "des pâtes fraîches", "un griot", "une raclette"),
        "month": ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"),
        "town": ("Kamouraska", "Tadoussac", "Magog", "Rosemont", "Val-David", "Baie-Saint-Paul", "Chambly", "Sutton", "Longueuil", "Verdun", "Lachine", "North Hatley"),
        "wood": ("merisier", "érable piqué", "frêne", "noyer noir", "pin blanc", "chêne rouge"),
        "event": ("Salon du design", "5 à 7 des entrepreneures", "colloque de l'économie sociale", "lancement du Quartier", "petit-déjeuner de la Chambre"),
        "years": ("dix", "quinze", "vingt", "vingt-cinq"),
    },
    ("Salut {first}!", "Allô {first},", "Coucou {first}!", "{first},", "Hello {first},"),
    ("Bonjour {first},", "Bonjour,", "Bonjour {first}!"),
    ("À bientôt,", "Bises,", "À plus,", "Je t'embrasse,", "Bonne journée!"),
    ("Cordialement,", "Bonne journée,", "Au plaisir,", "Merci,", "Bien à vous,"),
    "Re: ",
    "Le {date}, {name} <{address}> a écrit :",
    "{weekday} {day} {month} {year} à {clock}",
    ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."),
    ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc."),
    "Envoyé de mon téléphone",
    "TR : ",
)  # fmt: skip
