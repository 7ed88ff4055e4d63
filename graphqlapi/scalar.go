package graphqlapi

import (
	"time"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"

	"rawabit/schema"
)

// newDateScalar returns the scalar Date or DateTime. Any string passes the
// library's validation; what it means is worked out when the operation is
// compiled, so that the error can have a code of its own.
func newDateScalar(name, description string) *graphql.Scalar {
	return graphql.NewScalar(graphql.ScalarConfig{
		Name: name, Description: description,
		Serialize: func(value any) any {
			switch v := value.(type) {
			case schema.Date:
				if !v.IsZero() {
					return v.String()
				}
			case time.Time:
				if !v.IsZero() {
					return string(appendMoment(nil, v))
				}
			}
			return nil
		},
		ParseValue: func(value any) any {
			if text, ok := value.(string); ok {
				return text
			}
			return nil
		},
		ParseLiteral: func(value ast.Value) any {
			if text, ok := value.(*ast.StringValue); ok {
				return text.Value
			}
			return nil
		},
	})
}

// parseDate reads a Date argument, which must not be empty.
func parseDate(text string) (schema.Date, error) {
	if text == "" {
		return schema.Date{}, schema.Errorf(schema.CodeInvalidDate, `date "" is not of the form 2026-01-28, 2026-01 or 2026`)
	}
	return schema.ParseDate(text)
}

// parseMoment reads a DateTime argument.
func parseMoment(text string) (time.Time, error) {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return time.Time{}, schema.Errorf(schema.CodeInvalidDate, "moment %q is not of the form 2026-01-28T09:30:00Z", text)
	}
	return t.UTC(), nil
}

// appendMoment appends a moment as RFC 3339 in UTC, with fractions of a second
// where there are any.
func appendMoment(buf []byte, t time.Time) []byte { return t.UTC().AppendFormat(buf, time.RFC3339Nano) }

// appendDate appends a known date by EDTF.
func appendDate(buf []byte, d schema.Date) []byte {
	y := int(d.Year)
	buf = append(buf, byte('0'+y/1000%10), byte('0'+y/100%10), byte('0'+y/10%10), byte('0'+y%10))
	if d.Month != 0 {
		buf = append(buf, '-', '0'+d.Month/10, '0'+d.Month%10)
	}
	if d.Day != 0 {
		buf = append(buf, '-', '0'+d.Day/10, '0'+d.Day%10)
	}
	return buf
}
