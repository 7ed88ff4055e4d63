package source

import (
	"bytes"
	"unicode/utf8"

	"github.com/saintfish/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"

	"rawabit/schema"
)

// Decode turns bytes into text: by byte order mark, as UTF-8 where they are that,
// else in the encoding that a detector finds. Bytes that are no text in any known
// encoding are an error of code NOT_TEXT, none at all EMPTY_TEXT.
func Decode(data []byte) (string, error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return "", schema.Errorf(schema.CodeEmpty, "the file is empty; give a file with at least one sentence")
	}
	switch {
	case bytes.HasPrefix(data, []byte{0xEF, 0xBB, 0xBF}):
		data = data[3:]
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}), bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		text, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
		if err != nil {
			return "", schema.Errorf(schema.CodeNotText, "the file begins like UTF-16 and is not: %v", err)
		}
		data = text
	}
	if bytes.IndexByte(data, 0) >= 0 || controls(data) {
		return "", schema.Errorf(schema.CodeNotText, "the file is no text; give plain text in UTF-8 or Windows-1256")
	}
	if utf8.Valid(data) {
		return string(data), nil
	}
	guess, err := chardet.NewTextDetector().DetectBest(data)
	if err != nil || guess.Confidence < 10 {
		return "", schema.Errorf(schema.CodeNotText, "the file is text in no encoding that can be told; convert it to UTF-8")
	}
	encoding, _ := charset.Lookup(guess.Charset)
	if encoding == nil {
		return "", schema.Errorf(schema.CodeNotText, "the file seems to be in %s, which is not read; convert it to UTF-8", guess.Charset)
	}
	text, err := encoding.NewDecoder().Bytes(data)
	if err != nil {
		return "", schema.Errorf(schema.CodeNotText, "the file seems to be in %s and is not: %v", guess.Charset, err)
	}
	return string(text), nil
}

// controls reports whether more than a hundredth of the bytes are control bytes
// that no text holds.
func controls(data []byte) bool {
	count := 0
	for _, b := range data {
		if b < 9 || b > 13 && b < 32 && b != 27 {
			count++
		}
	}
	return count*100 > len(data)
}
