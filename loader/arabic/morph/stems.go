package morph

import (
	_ "embed" // the pattern file
	"fmt"
	"strings"
	"sync"
)

//go:embed patterns.tsv
var patternFile string

// row is a line of the pattern file.
type row struct {
	form, weak, vowels                     string
	prefix                                 byte
	past, passive, present, presentPassive string
	active, passivePart                    string
	masdars                                []string
}

// rows parses the pattern file once.
var rows = sync.OnceValue(func() []row {
	list, err := parseRows(patternFile)
	if err != nil {
		panic(err) // the file is part of the program and its parsing is tested
	}
	return list
})

func parseRows(text string) ([]row, error) {
	var list []row
	for i, line := range strings.Split(text, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 11 || len(f[3]) != 1 {
			return nil, fmt.Errorf("verb patterns: line %d is not a row of 11 columns", i+1)
		}
		prefix, _ := latin(f[3][0])
		r := row{
			form: f[0], weak: f[1], vowels: f[2], prefix: prefix, past: f[4], passive: f[5], present: f[6],
			presentPassive: f[7], active: f[8], passivePart: f[9],
		}
		if f[10] != "" {
			r.masdars = strings.Split(f[10], "|")
		}
		list = append(list, r)
	}
	return list, nil
}

// shape is what decides how a verb inflects: verbs of the same shape differ only
// in the sound radicals that fill the slots.
type shape struct {
	row          int8
	cluster      int8    // of form VIII, see clusters
	past         byte    // stem vowel of the perfect of form I
	present      byte    // stem vowel of the imperfect of form I
	radicals     [4]byte // a letter where it matters, else its slot
	drop         bool    // the first radical و is lost in the imperfect (يصل)
	noMiddle     bool    // the second radical ء is lost (يرى, أرى)
	shortCommand bool    // imperative without the first radical (خذ)
	special      special
}

// special marks verbs that are like no other.
type special uint8

const (
	ordinary special = iota
	laysa            // ليس: perfect only
	hayya            // حيّ: contracted beside حيي
)

// clusters are the ways that the first radical and the infix ت of form VIII meet.
var clusters = [...]string{"1ot", "t~", "1~", "1oT", "1od", "d~", "T~"}

const (
	clusterPlain = iota
	clusterT     // اتّصل
	clusterOwn   // ادّعى, اطّلع, اذّكر
	clusterEmphT // اصطدم
	clusterD     // ازدهر
	clusterDD    // ادّكر of ذكر
	clusterTT    // اطّلم of ظلم
)

// stem is a stem before suffixes that begin with a vowel and with a consonant,
// and for weak ones the kind of its end.
type stem struct {
	v, c []byte
	end  byte // 0, or A Y I U for finite stems, K Y for nominal ones
}

// expand reads a cell of the pattern file for a shape.
func (s *shape) expand(text string, vowel byte) stem {
	var st stem
	part := make([]byte, 0, 16)
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '/':
			st.v, part = part, make([]byte, 0, 16)
		case 'V':
			part = append(part, vowel)
		case 'L':
			part = s.longVowel(part)
		case 'C':
			part = s.appendCluster(part)
		case '+':
			i++
			st.end = text[i]
			switch st.end {
			case 'L':
				part = append(s.longVowel(part), shadda)
				st.end = 0
			case 'V':
				st.end = s.defectiveEnd(vowel)
			}
		default:
			part = s.appendCode(part, c)
		}
	}
	st.c = part
	if st.v == nil {
		st.v = part
	}
	return st
}

func (s *shape) appendCode(dst []byte, c byte) []byte {
	if c >= '1' && c <= '4' {
		return append(dst, s.radicals[c-'1'])
	}
	code, _ := latin(c)
	return append(dst, code)
}

func (s *shape) appendCluster(dst []byte) []byte {
	text := clusters[s.cluster]
	for i := 0; i < len(text); i++ {
		dst = s.appendCode(dst, text[i])
	}
	return dst
}

// longVowel appends ū or ī, as the passive participle of a weak verb has it: ī
// where the weak radical is ي, or where the perfect has i (مرضيّ).
func (s *shape) longVowel(dst []byte) []byte {
	weak := s.radicals[2]
	if rows()[s.row].weak == "hollow" {
		weak = s.radicals[1]
	} else if s.past == kasra {
		weak = ya
	}
	if weak == ya {
		return append(dst, kasra, ya)
	}
	return append(dst, damma, waw)
}

// defectiveEnd returns the end of a defective stem of form I with a stem vowel.
func (s *shape) defectiveEnd(vowel byte) byte {
	switch {
	case vowel == kasra:
		return 'I'
	case vowel == damma:
		return 'U'
	case s.radicals[2] == waw:
		return 'A'
	}
	return 'Y'
}
