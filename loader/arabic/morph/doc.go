// Package morph knows the forms of Arabic words. It inflects the verbs, nouns and
// closed-class words of a lexicon once, by the grammar of full vowels and hamza
// seats, and finds which of them a token of text can be. Nothing is guessed: a
// reading exists only where the stem that is left after the clitics is a form of
// an entry.
//
// # Generation
//
// The stems of the verb stand in patterns.tsv, a row a form and kind of weakness.
// A verb is matched to a row by its root and form; where these leave a choice
// (استقال, استحوذ) the lemma decides. Stems, prefixes and suffixes are joined with
// all vowels and with hamzas that have no seat yet; one pass then spells the
// result: seats, آ, ى or ا, long vowels.
//
// Verbs that have the same form and the same letters in the places where letters
// matter (ء و ي, a last ت or ن, what form VIII assimilates to) share a class. A
// class is inflected once, with slots for the other radicals; so a thousand verbs
// cost some hundred paradigms. Nominal stems share classes by their endings.
//
// # Lookup
//
// Forms are looked up folded as schema.FoldText folds: text leaves hamzas and the
// dots of ة and ي out. The index holds no strings, only hash, entry and pattern; a
// hit is checked by filling the slots. What folding hides is compared afterwards
// with the token as written: Fit says whether the spelling is the form's own, a
// looser one or one that contradicts it, and vowel marks in the token remove the
// readings that have other vowels («يُعدّ» is a passive).
//
// # Clitics
//
// A token is [أ] [و|ف] [ب|ل|ك|س] [ال] stem [pronoun]. The article stands before no
// verb, no annexed form and no pronoun; س before an indicative; ل before a verb is
// followed by subjunctive or jussive, before a noun, as ب and ك, by a genitive; ني
// follows verbs, ي nouns. Forms that differ before a pronoun (مدرست-, أصدقاؤ-,
// كتبو-, مستشفا-) are forms of their own that stand only there.
package morph
