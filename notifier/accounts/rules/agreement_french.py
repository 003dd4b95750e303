"""Le contrat de sous-traitance, version 1."""

CLAUSES = (
    (
        "Entre qui",
        "Vous êtes le responsable du traitement : le médecin ou le cabinet nommé ci-dessus. L’exploitant de cette "
        "plateforme est votre sous-traitant (article 28 du RGPD).",
    ),
    (
        "Pour quoi, et combien de temps",
        "L’exploitant traite la liste de vos patients pour les prévenir d’une fuite de données, et pour en garder la "
        "preuve. Il le fait jusqu’à l’effacement du dossier, quatre-vingt-dix jours après sa clôture.",
    ),
    (
        "Quelles données, de qui",
        "Vos patients concernés par la fuite : nom, date de naissance, adresses, téléphone, organisme d’assurance "
        "maladie, et le fait que des notes ont fui. Jamais leur contenu, ni numéro de sécurité sociale.",
    ),
    (
        "Vos instructions",
        "L’exploitant n’agit que sur vos instructions écrites : celles de ce contrat, et vos actes sur la plateforme, "
        "que le journal garde. Si une instruction lui paraît contraire au droit, il vous le dit aussitôt.",
    ),
    (
        "Secret et sécurité",
        "Les personnes qui exploitent la plateforme sont tenues au secret. Les données des patients sont chiffrées, "
        "dossier par dossier. Tout accès en clair laisse une trace (article 32).",
    ),
    (
        "Autres sous-traitants",
        "L’hébergeur, le relais de courriel et l’imprimeur que l’exploitant vous a nommés peuvent intervenir, sous les "
        "mêmes obligations. Tout changement vous est annoncé ; vous pouvez vous y opposer.",
    ),
    (
        "Aide",
        "L’exploitant vous aide à répondre aux demandes de vos patients, à déclarer à la CNIL et à prouver ce qui a "
        "été fait (articles 12 à 23 et 32 à 36). Il vous avertit sans délai de toute violation chez lui.",
    ),
    (
        "À la fin",
        "La clé du dossier est détruite et les données des patients sont effacées. Avant cela vous pouvez tout "
        "reprendre. Le journal reste : il ne nomme personne.",
    ),
    (
        "Contrôle",
        "L’exploitant vous donne de quoi vérifier qu’il tient ses engagements : le journal, le dossier de preuve et "
        "son outil de vérification. Il accepte vos audits et ceux de la CNIL.",
    ),
)
