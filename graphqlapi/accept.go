package graphqlapi

import (
	"strconv"
	"strings"
)

// negotiate chooses the media type of the answer: the one that the client likes
// best, the older application/json where it does not care.
func negotiate(accept []string) (string, bool) {
	if len(accept) == 0 {
		return mediaJSON, true
	}
	if len(accept) == 1 && (accept[0] == mediaJSON || accept[0] == "*/*") {
		return mediaJSON, true
	}
	best, weight := "", 0.0
	for _, header := range accept {
		for _, part := range strings.Split(header, ",") {
			media, q := weigh(part)
			switch media {
			case "*/*", "application/*":
				media = mediaJSON
			case mediaJSON, mediaResponse:
			default:
				continue
			}
			if q > weight {
				best, weight = media, q
			}
		}
	}
	return best, best != ""
}

// weigh splits one part of an Accept header into type and weight. A type with a
// charset other than UTF-8 has none.
func weigh(part string) (media string, q float64) {
	media, params, _ := strings.Cut(part, ";")
	q = 1
	for _, param := range strings.Split(params, ";") {
		name, value, _ := strings.Cut(strings.TrimSpace(param), "=")
		switch strings.ToLower(name) {
		case "q":
			if parsed, err := strconv.ParseFloat(value, 64); err == nil {
				q = parsed
			}
		case "charset":
			if !strings.EqualFold(strings.Trim(value, `"`), "utf-8") {
				q = 0
			}
		}
	}
	return strings.ToLower(strings.TrimSpace(media)), q
}
