package morph

// Segmentation is a way to cut proclitics off a token whose stem the lexicon does
// not know, as names are.
type Segmentation struct {
	Conj    rune // و, ف or 0
	Prep    rune // ب, ل, ك or 0
	Future  bool // س
	Article bool // ال, or what is left of it after ل
	Rest    string
	Start   int // byte offset of Rest in the token
}

// Segment lists the ways to cut legal proclitics off a token.
func Segment(token string) []Segmentation { return AppendSegments(nil, token) }

// AppendSegments appends to dst the ways to cut a legal chain of proclitics,
// [و|ف] [ب|ل|ك|س] [ال], off a token, the whole token first, then fewer clitics
// before more. At least two letters remain. «للشرع» gives ل with the article and
// «شرع»; «لليبيا» also ل and «ليبيا», since one of three lams is not written.
func AppendSegments(dst []Segmentation, token string) []Segmentation {
	var s surface
	if !s.read(token) {
		return append(dst, Segmentation{Rest: token})
	}
	first := len(dst)
	var heads [24]head
	for _, h := range heads[:s.heads(&heads)] {
		if h.ask || h.virtual || h.fit == Clash || h.start > 0 && s.n-h.start < 2 {
			continue
		}
		dst = append(dst, Segmentation{
			Conj: runeOf(h.conj), Prep: runeOf(h.prep), Future: h.future, Article: h.article,
			Rest: token[s.pos[h.start]:], Start: s.pos[h.start],
		})
	}
	list := dst[first:]
	for i := 1; i < len(list); i++ {
		for j := i; j > 0 && list[j].clitics() < list[j-1].clitics(); j-- {
			list[j], list[j-1] = list[j-1], list[j]
		}
	}
	return dst
}

func (s *Segmentation) clitics() int {
	n := 0
	for _, has := range [...]bool{s.Conj != 0, s.Prep != 0, s.Future, s.Future, s.Article} {
		if has {
			n++
		}
	}
	return n
}
