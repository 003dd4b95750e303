"""The law as pure rules: deadlines, the content of a notice, its secrecy. Each rule names its article."""
