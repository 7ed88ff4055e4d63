package watch

import (
	"bytes"
	"mime"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"

	"rawabit/loader/source"
)

var (
	declaredXML  = regexp.MustCompile(`(?i)^\s*<\?xml[^>]*encoding\s*=\s*["']([^"']+)["']`)
	declaredHTML = regexp.MustCompile(`(?i)<meta[^>]+charset\s*=\s*["']?([a-z0-9_-]+)`)
	xmlHead      = regexp.MustCompile(`(?i)^\s*<\?xml[^>]*\?>`)
)

// decode turns an answer into text. What is valid UTF-8 is that, whatever it says;
// else, of the encoding that is declared and of the Arabic ones, the one counts in
// which the letters make sense.
func decode(data []byte, contentType string) (string, error) {
	if utf8.Valid(data) || bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF}) {
		return source.Decode(data)
	}
	best, most := "", 0.0
	try := func(label string) {
		encoding, _ := charset.Lookup(label)
		if encoding == nil {
			return
		}
		text, err := encoding.NewDecoder().Bytes(data)
		if err != nil {
			return
		}
		if sense := arabicShare(text); sense > most {
			best, most = string(text), sense
		}
	}
	declared := declaredCharset(data, contentType)
	for _, label := range []string{declared, "windows-1256", "iso-8859-6"} {
		try(label)
	}
	if most > 0.6 {
		return best, nil
	}
	// UTF-8 with a few broken bytes, as cut texts have it.
	if broken := bytes.ToValidUTF8(data, []byte("\ufffd")); arabicShare(broken) > 0.6 {
		return string(broken), nil
	}
	if encoding, _ := charset.Lookup(declared); encoding != nil && !strings.EqualFold(declared, "utf-8") {
		if text, err := encoding.NewDecoder().Bytes(data); err == nil {
			return string(text), nil
		}
	}
	return source.Decode(data)
}

func declaredCharset(data []byte, contentType string) string {
	if _, parameters, err := mime.ParseMediaType(contentType); err == nil && parameters["charset"] != "" {
		return parameters["charset"]
	}
	begin := data[:min(len(data), 2048)]
	for _, pattern := range []*regexp.Regexp{declaredXML, declaredHTML} {
		if m := pattern.FindSubmatch(begin); m != nil {
			return string(m[1])
		}
	}
	return charmap.Windows1256.String()
}

// arabicShare returns which part of the letters beyond ASCII are those that
// Arabic is written with.
func arabicShare(text []byte) float64 {
	arabic, others := 0, 0
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		text = text[size:]
		switch {
		case r < 0x80:
		case r >= 0x0621 && r <= 0x0652, r == '،', r == '؛', r == '؟', r == 'ـ':
			arabic++
		case unicode.IsPunct(r) || unicode.IsSpace(r):
		default:
			others++
		}
	}
	if arabic == 0 {
		return 0
	}
	return float64(arabic) / float64(arabic+others)
}
