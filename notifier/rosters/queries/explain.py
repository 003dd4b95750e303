"""Every code of an import as a plain sentence."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from notifier.rosters.choices import CareFlag
from notifier.rosters.rules.columns import Mandatory
from notifier.rosters.rules.headers import Field
from notifier.rosters.rules.problems import Problem

CODES: dict[str, str | Promise] = {
    "empty_file": gettext_lazy("Le fichier est vide."),
    "not_text": gettext_lazy(
        "Ce n’est pas un fichier texte. Depuis un tableur, enregistrez-le au format « CSV UTF-8 »."
    ),
    "forbidden_column": gettext_lazy(
        "Cette colonne ne doit pas être transmise (numéro de sécurité sociale, INS, notes ou données de santé). "
        "Supprimez-la du fichier."
    ),
    "nir_column": gettext_lazy(
        "Cette colonne semble contenir des numéros de sécurité sociale. Supprimez-la du fichier."
    ),
    "notes_column": gettext_lazy(
        "Cette colonne semble contenir des notes ou des données de santé. Supprimez-la du fichier."
    ),
    "missing_column": gettext_lazy("Cette colonne obligatoire manque."),
    "column_twice": gettext_lazy("Cette colonne figure deux fois. Gardez celle qui convient."),
    "physician_needed": gettext_lazy(
        "Le médecin n’est pas indiqué. Ajoutez son numéro RPPS : le dossier n’a pas un médecin unique."
    ),
    "row_too_long": gettext_lazy("Cette ligne est trop longue. Il manque sans doute un guillemet fermant."),
    "bad_quotes": gettext_lazy("Les guillemets de cette ligne sont mal placés ou ne sont pas fermés."),
    "no_rows": gettext_lazy("Le fichier ne contient aucun patient."),
    "not_reserved_domain": gettext_lazy(
        "Cette installation est une démonstration : seules les adresses fictives (example.org) sont acceptées."
    ),
    "no_good_rows": gettext_lazy("Aucune ligne ne peut être reprise."),
    "encoding_guess": gettext_lazy(
        "L’encodage du fichier n’est pas certain (Windows-1252 supposé). Vérifiez que les accents sont justes."
    ),
    "unknown_column": gettext_lazy("Cette colonne n’est pas reconnue. Son contenu ne sera pas repris."),
    "many_refused": gettext_lazy("Plus d’une ligne sur dix est refusée. Vérifiez le fichier avant de continuer."),
    "missing_name": gettext_lazy("Le nom ou le prénom manque. La ligne est refusée."),
    "bad_birth_date": gettext_lazy(
        "La date de naissance est illisible ou impossible (forme attendue : 31/12/1980). La ligne est refusée."
    ),
    "bad_tier": gettext_lazy("Le niveau n’est ni « administratif » ni « annoté ». La ligne est refusée."),
    "bad_care": gettext_lazy("La précaution indiquée n’est pas reconnue. La ligne est refusée."),
    "bad_rpps": gettext_lazy("Le numéro RPPS n’a pas onze chiffres. La ligne est refusée."),
    "unknown_rpps": gettext_lazy("Ce numéro RPPS n’est celui d’aucun médecin concerné. La ligne est refusée."),
    "unreachable": gettext_lazy(
        "Ni l’adresse électronique ni l’adresse postale n’est utilisable. La ligne est refusée."
    ),
    "nir_value": gettext_lazy("Cette valeur est un numéro de sécurité sociale. La ligne est refusée."),
    "note_value": gettext_lazy("Cette valeur semble être une note ou une donnée de santé. La ligne est refusée."),
    "cell_count": gettext_lazy("La ligne n’a pas autant de colonnes que l’en-tête. Elle est refusée."),
    "cell_too_long": gettext_lazy("Cette valeur est trop longue. La ligne est refusée."),
    "bad_email": gettext_lazy("L’adresse électronique n’est pas valable. Elle n’est pas utilisée."),
    "email_typo": gettext_lazy("L’adresse électronique contient sans doute une faute de frappe."),
    "bad_postcode": gettext_lazy("Le code postal manque ou n’est pas valable. L’adresse postale n’est pas utilisée."),
    "incomplete_address": gettext_lazy("L’adresse postale est incomplète. Elle n’est pas utilisée."),
    "country_code": gettext_lazy("Le code de ce pays n’est pas connu. Écrivez son nom en entier."),
    "line_too_long": gettext_lazy("Une ligne de l’adresse dépasse 38 caractères."),
    "too_many_lines": gettext_lazy("L’adresse a plus de lignes que n’en tient une enveloppe."),
    "no_contact": gettext_lazy("Aucune adresse n’est indiquée. Le patient attendra votre décision."),
    "bad_language": gettext_lazy("La langue n’est pas reconnue. Le français est retenu."),
    "bad_salutation": gettext_lazy("La civilité n’est pas reconnue. Elle n’est pas reprise."),
    "bad_told": gettext_lazy(
        "On ne lit pas quand ou comment cette personne a été informée. Son avis attendra votre décision."
    ),
    "bad_last_seen": gettext_lazy("La date de la dernière consultation n’est pas lisible. Elle n’est pas reprise."),
    "possible_homonyms": gettext_lazy(
        "Sans date de naissance, ce nom à cette adresse figure déjà plus haut. Nous y voyons une seule personne, qui "
        "recevra un seul avis. Si ce sont deux personnes, un père et son fils par exemple, ajoutez leurs dates de "
        "naissance."
    ),
    "duplicate": gettext_lazy("Cette personne figure déjà plus haut dans le fichier."),
    "debug_on": gettext_lazy("Cette installation est en mode de mise au point : elle n’accepte pas de vrais patients."),
    "made_up_secrets": gettext_lazy(
        "Les secrets de cette installation ont été créés pour une démonstration : elle n’accepte pas de vrais patients."
    ),
    "no_second_factor": gettext_lazy("Activez d’abord la double authentification de votre compte, puis recommencez."),
    "escrow_not_confirmed": gettext_lazy(
        "Personne n’a confirmé détenir la feuille de secours des clés. Demandez à l’exploitant de l’imprimer et d’en "
        "donner le code (manage.py keys escrow)."
    ),
    "agreement_missing": gettext_lazy(
        "Le cabinet de ce médecin n’a pas encore accepté le contrat de sous-traitance. La ligne est refusée."
    ),
    "no_agreement": gettext_lazy(
        "Le responsable du cabinet n’a pas encore accepté le contrat de sous-traitance. La liste ne s’ouvre qu’ensuite."
    ),
    "case_closed": gettext_lazy("Ce dossier est clos. Rouvrez-le pour y ajouter des patients."),
    "case_erased": gettext_lazy("Les données des patients de ce dossier ont été effacées. Rien ne peut y être ajouté."),
}
# More lines than these help nobody who looks for them in a spreadsheet.
_LINES = 10
_COLUMNS: dict[str, str | Promise] = {
    Field.FAMILY_NAME: gettext_lazy("nom"),
    Field.GIVEN_NAME: gettext_lazy("prénom"),
    Field.BIRTH_DATE: gettext_lazy("date de naissance"),
    Field.STREET_BEFORE: gettext_lazy("complément d’adresse"),
    Field.STREET: gettext_lazy("adresse"),
    Field.STREET_AFTER: gettext_lazy("lieu-dit ou boîte postale"),
    Field.POSTCODE: gettext_lazy("code postal"),
    Field.TOWN: gettext_lazy("ville"),
    Field.COUNTRY: gettext_lazy("pays"),
    Field.EMAIL: gettext_lazy("adresse électronique"),
    Field.TELEPHONE: gettext_lazy("téléphone"),
    Field.INSURER: gettext_lazy("organisme d’assurance maladie"),
    Field.LANGUAGE: gettext_lazy("langue"),
    Field.RPPS: gettext_lazy("numéro RPPS"),
    Field.SALUTATION: gettext_lazy("civilité"),
    Field.TIER: gettext_lazy("niveau"),
    Field.CARE: gettext_lazy("précautions"),
    CareFlag.DECEASED: gettext_lazy("décédé"),
    CareFlag.ALREADY_TOLD: gettext_lazy("déjà informé"),
    CareFlag.MINOR_SECRET: gettext_lazy("secret du mineur"),
    CareFlag.PROTECTED_ADULT: gettext_lazy("majeur protégé"),
    CareFlag.SAFE_CHANNEL: gettext_lazy("canal sûr"),
    CareFlag.CONFIDENTIAL_ADDRESS: gettext_lazy("adresse confidentielle"),
    CareFlag.DO_NOT_POST: gettext_lazy("ne pas poster"),
    CareFlag.SEPARATED_PARENTS: gettext_lazy("parents séparés"),
    Field.LAST_SEEN: gettext_lazy("dernière consultation"),
    Field.TOLD_ON: gettext_lazy("informé le"),
    Field.TOLD_HOW: gettext_lazy("informé comment"),
    Field.TOLD_BY: gettext_lazy("informé par"),
    CareFlag.NO_EMAIL: gettext_lazy("pas de courriel"),
    Mandatory.CONTACT: gettext_lazy("adresse électronique ou adresse postale"),
}


def explain_reason(code: str) -> str:
    """The code’s sentence; raises KeyError for a code that has none."""
    return str(CODES[code])


def explain(problem: Problem) -> str:
    """Where the problem is, and its sentence: `Ligne 3, colonne « ville » : ...`."""
    values = {"line": problem.line, "column": column_name(problem.column or ""), "text": CODES[problem.code]}
    if problem.column is None:
        return _("Ligne %(line)d : %(text)s") % values
    if problem.column.startswith("#"):
        return _("Ligne %(line)d, colonne %(column)s : %(text)s") % values
    return _("Ligne %(line)d, colonne « %(column)s » : %(text)s") % values


def explain_question(code: str, columns: Sequence[str]) -> str:
    """The sentence of a code to confirm, with the columns it is about, if it is about columns."""
    if not columns:
        return explain_reason(code)
    sentence = ngettext("Colonne %(columns)s : %(text)s", "Colonnes %(columns)s : %(text)s", len(columns))
    return sentence % {"columns": ", ".join(map(column_name, columns)), "text": explain_reason(code)}


def explain_lines(code: str, lines: Sequence[int]) -> str:
    """The sentence of a code to confirm, with the first lines it is about."""
    values = {"lines": ", ".join(map(str, lines[:_LINES])), "text": explain_reason(code), "n": len(lines) - _LINES}
    if len(lines) > _LINES:
        return _("Lignes %(lines)s et %(n)d autres : %(text)s") % values
    return ngettext("Ligne %(lines)s : %(text)s", "Lignes %(lines)s : %(text)s", len(lines)) % values


def column_name(column: str) -> str:
    """In words; a column without a name of ours keeps its number."""
    return str(_COLUMNS.get(column, column.removeprefix("#")))
