"""The script for a telephone call, for the practice's people: what to check first, what to say, what to answer."""

from dataclasses import dataclass
from enum import StrEnum

from notifier.rosters.choices import Language


class Kind(StrEnum):
    """Whether a line is read out, or is for the caller's own eyes."""

    SAY = "say"
    DO = "do"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Line:
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """Lines under a heading; placeholders as in law.content."""

    title: str
    lines: tuple[Line, ...]


def _do(text: str) -> Line:
    return Line(Kind.DO, text)


def _say(text: str) -> Line:
    return Line(Kind.SAY, text)


def _asked(question: str, answer: str) -> tuple[Line, Line]:
    return Line(Kind.ASKED, question), Line(Kind.SAY, answer)


_FRENCH = (
    Step(
        "1. Avant d’appeler",
        (
            _do("Appelez d’une pièce où personne ne vous entend."),
            _do("Prenez le numéro dans votre propre fichier. Celui du fichier volé n’est pas plus récent."),
            _do("Ayez sous les yeux l’avis de cette personne : sa référence et ses lignes oui et non."),
            _do("Le dossier porte une mention (adresse cachée, canal sûr, mineur, personne protégée) ? "
                "Demandez d’abord au médecin."),
        ),
    ),
    Step(
        "2. Parler à la bonne personne, sans rien révéler",
        (
            _do("Ne dites ni le nom du cabinet, ni celui du médecin, ni « patient », ni « vol »."),
            _say("Bonjour. Je voudrais parler à [prénom et nom], en personne, s’il vous plaît."),
            _do("Quelqu’un d’autre répond : ne laissez aucun message, même à un conjoint ou à un parent."),
            _say("C’est personnel et ce n’est pas grave si elle n’est pas là. Je rappellerai. Merci, au revoir."),
            _do("Un répondeur : raccrochez sans parler."),
            _do("La personne dit que c’est elle :"),
            _say("Pouvez-vous parler sans être entendu ? Sinon, je rappelle quand vous voulez."),
            _do("Ne lui demandez aucune donnée pour vérifier : les voleurs font de même. Proposez de rappeler."),
            _say("Vous ne me voyez pas : vous pouvez raccrocher et rappeler votre médecin au numéro que vous "
                 "connaissez déjà. Voulez-vous faire ainsi ?"),
            _do("Un doute sur la personne : arrêtez là, et prévenez-la par lettre ou au cabinet."),
        ),
    ),
    Step(
        "3. Ce que vous dites",
        (
            _say("Ici {practice}. Des données vous concernant ont été volées."),
            _say("Des inconnus ont copié des fichiers {period}. Le vol a eu lieu {place}."),
            _do("Lisez les lignes de son avis, oui et non. Si des notes du médecin ont été volées, dites-le, "
                "sans en citer un mot : le médecin en parle lui-même."),
            _say("Ces données nous étaient confiées. Nous vous présentons nos excuses."),
            _do("Lisez les trois gestes de son avis, dans l’ordre. Laissez le temps de noter."),
            _say("Nous ne vous demanderons jamais d’argent, de code ni de mot de passe."),
            _say("Voulez-vous l’avis sur papier, en gros caractères, ou plus court ?"),
        ),
    ),
    Step(
        "4. Ce que l’on vous demandera",
        (
            *_asked("Cette lettre est-elle vraie ?",
                    "Donnez-moi sa référence. Je peux dire si nous avons envoyé un avis qui la porte, et quand. "
                    "Une référence se recopie. La lettre demande de l’argent, des données, un clic ? Elle est fausse."),
            *_asked("J’ai reçu plusieurs lettres.",
                    "Chaque lettre parle d’un seul cabinet : celui qu’elle nomme. La nôtre parle de notre dossier."),
            *_asked("Que disent les notes du médecin ?",
                    "Je ne les lis pas. Votre médecin vous le dira lui-même. Quand peut-il vous appeler ?"),
            *_asked("Qui a fait cela ? Mes données sont-elles en vente ?",
                    "Nous ne savons pas qui. Nous vous dirons ce que nous apprendrons."),
            *_asked("On me menace de tout montrer.",
                    "Ne payez pas et ne répondez pas. Gardez les messages. Portez plainte. En danger, appelez le 17."),
            *_asked("Est-ce ma faute ? Que dois-je changer ?",
                    "Vous n’y êtes pour rien. Faites les trois gestes que j’ai lus."),
            *_asked("Je veux me plaindre.",
                    "C’est votre droit. Écrivez à la CNIL, ou déposez plainte à la police ou à la gendarmerie."),
            _do("La personne est en détresse : restez en ligne, prévenez le médecin. Urgence : le 15. "
                "Idées de suicide : le 3114, jour et nuit."),
        ),
    ),
    Step(
        "5. Après l’appel",
        (
            _do("Notez dans le dossier de cette personne : prévenue de vive voix, le jour, par qui."),
            _do("Pas jointe : ne notez rien comme fait. Rappelez, ou revenez à la lettre."),
        ),
    ),
)  # fmt: skip

_ENGLISH = (
    Step(
        "1. Before the call",
        (
            _do("Call from a room where nobody hears you."),
            _do("Take the number from your own file. The one in the stolen file is not more recent."),
            _do("Have this person’s notice before you: its reference and its yes and no lines."),
            _do("The file bears a mark (hidden address, safe channel, minor, protected adult)? "
                "Ask the doctor first."),
        ),
    ),
    Step(
        "2. Speak to the right person and reveal nothing",
        (
            _do("Do not say the name of the practice or the doctor, nor “patient”, nor “theft”."),
            _say("Good morning. I would like to speak to [first name and name] in person, please."),
            _do("Someone else answers: leave no message, not even with a spouse or a parent."),
            _say("It is personal, and it does not matter if they are out. I will call again. Thank you, goodbye."),
            _do("An answering machine: hang up without a word."),
            _do("The person says it is they:"),
            _say("Can you talk without being overheard? If not, I will call whenever you like."),
            _do("Ask for no data to check who it is: thieves do the same. Offer that they call back."),
            _say("You cannot see me: you can hang up and call your doctor on the number you already know. "
                 "Shall we do so?"),
            _do("In doubt about the person: stop there, and tell them by letter or at the practice."),
        ),
    ),
    Step(
        "3. What you say",
        (
            _say("This is {practice}. Data about you have been stolen."),
            _say("Strangers copied files {period}. The theft took place {place}."),
            _do("Read the lines of their notice, yes and no. If the doctor’s notes were stolen, say so, "
                "and quote not a word: the doctor speaks of them in person."),
            _say("These data were in our care. We apologise to you."),
            _do("Read the three actions of their notice, in order. Leave time to write."),
            _say("We will never ask you for money, a code or a password."),
            _say("Do you want the notice on paper, in large print, or shorter?"),
        ),
    ),
    Step(
        "4. What you will be asked",
        (
            *_asked("Is this letter real?",
                    "Give me its reference. I can say whether we sent a notice with this reference, and when. "
                    "A reference can be copied. Does the letter ask for money, data or a click? It is false."),
            *_asked("I got several letters.",
                    "Each letter is about one practice: the one it names. Ours is about our file."),
            *_asked("What do the doctor’s notes say?",
                    "I do not read them. Your doctor will tell you in person. When can they call or see you?"),
            *_asked("Who did this? Are my data for sale?",
                    "We do not know who. We will tell you what we learn."),
            *_asked("Someone threatens to show everything.",
                    "Do not pay and do not answer. Keep the messages. Go to the police. In danger, call 17."),
            *_asked("Is it my fault? What must I change?",
                    "You are not to blame. Do the three things I read."),
            *_asked("I want to complain.",
                    "It is your right. Write to the CNIL, or go to the police or the gendarmerie."),
            _do("The person is in distress: stay on the line, tell the doctor. Emergency: 15. "
                "Thoughts of suicide: 3114, day and night."),
        ),
    ),
    Step(
        "5. After the call",
        (
            _do("Write in this person’s file: told in person, the day, by whom."),
            _do("Not reached: write nothing as done. Call again, or go back to the letter."),
        ),
    ),
)  # fmt: skip

SCRIPTS: dict[Language, tuple[Step, ...]] = {Language.FRENCH: _FRENCH, Language.ENGLISH: _ENGLISH}
