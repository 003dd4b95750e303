"""The processing agreement, version 1."""

CLAUSES = (
    (
        "Between whom",
        "You are the controller: the physician or practice named above. The operator of this platform is your "
        "processor (GDPR Article 28).",
    ),
    (
        "What for, and how long",
        "The operator processes the list of your patients to tell them of a data breach, and to keep the proof of it. "
        "It does so until the case is erased, ninety days after its closing.",
    ),
    (
        "Which data, of whom",
        "Your patients affected by the breach: name, date of birth, addresses, telephone, health insurer, and the fact "
        "that notes leaked. Never what the notes say, nor a national number.",
    ),
    (
        "Your instructions",
        "The operator acts only on your documented instructions: those of this agreement, and your acts on the "
        "platform, which the log keeps. It tells you at once if an instruction seems to break the law.",
    ),
    (
        "Confidentiality and security",
        "Those who run the platform are bound to confidentiality. Patients’ data are encrypted, case by case. Every "
        "look at them in clear leaves a trace (Article 32).",
    ),
    (
        "Other processors",
        "The host, the mail relay and the printer which the operator named to you may take part, under the same "
        "duties. Any change is announced to you; you may object.",
    ),
    (
        "Help",
        "The operator helps you answer your patients’ requests, notify the authority and prove what was done "
        "(Articles 12 to 23 and 32 to 36). It tells you without delay of any breach of its own.",
    ),
    (
        "At the end",
        "The key of the case is destroyed and the patients’ data are erased. Before that you can take everything back. "
        "The log stays: it names nobody.",
    ),
    (
        "Audits",
        "The operator gives you what it takes to check that it keeps its word: the log, the evidence and its verifier. "
        "It accepts your audits and the authority’s.",
    ),
)
