package morph

// admits applies the grammar of clitics to a form and narrows its features.
func admits(f *Features, lx *lexeme, h *head, t *tail) bool {
	switch {
	case h.virtual && lx.kind != WordEntry && f.POS != Name:
		return false
	case f.POS == FiniteVerb:
		return admitsVerb(f, h, t)
	case lx.kind == WordEntry:
		return admitsWord(f, lx.takes, h, t)
	}
	return admitsNominal(f, h, t)
}

func admitsVerb(f *Features, h *head, t *tail) bool {
	if h.article || t.pronoun == pronounMe {
		return false
	}
	if t.pronoun == "" && f.State&Indefinite == 0 || t.pronoun != "" && f.State&Possessed == 0 {
		return false
	}
	switch {
	case h.future:
		f.Mood &= Indicative
		return f.Tense == Imperfect && f.Mood != 0
	case h.prep == lam:
		f.Mood &= notIndic
		return f.Tense == Imperfect && f.Mood != 0 && !h.ask
	case h.ask:
		f.Mood &= Indicative
		return f.Tense == Perfect || f.Tense == Imperfect && f.Mood != 0
	}
	return h.prep == 0
}

func admitsNominal(f *Features, h *head, t *tail) bool {
	if h.future || h.ask || t.pronoun == pronounMeVerb {
		return false
	}
	switch {
	case t.pronoun == pronounMe:
		f.State &= possessedMe
	case t.pronoun != "":
		f.State &= Possessed
	case h.article:
		f.State &= Definite
	default:
		f.State &= Indefinite | Construct
	}
	if h.prep != 0 {
		f.Case &= Genitive
	}
	return f.State != 0 && f.Case != 0
}

func admitsWord(f *Features, takes Takes, h *head, t *tail) bool {
	if h.future || h.ask && takes&TakesAsk == 0 || h.prep != 0 && takes&TakesPrep == 0 {
		return false
	}
	switch {
	case t.pronoun == pronounUs:
		f.State &= own | possessedUs
	case t.pronoun != "":
		f.State &= own
	case h.article:
		f.State &= Definite
	default:
		f.State &= Indefinite
	}
	return f.State != 0
}
