package alerts

import (
	"crypto/rand"
	"encoding/base64"
	"strings"

	"rawabit/schema"
)

// secretPrefix begins a secret in its written form.
const secretPrefix = "whsec_"

// Secret reads a secret of a webhook: "whsec_" and the base64 form of 24 to 64
// bytes. The error does not repeat it.
func Secret(text string) ([]byte, error) {
	encoded, ok := strings.CutPrefix(text, secretPrefix)
	key, err := base64.StdEncoding.DecodeString(encoded)
	if !ok || err != nil || len(key) < 24 || len(key) > 64 {
		return nil, schema.Errorf(schema.CodeInvalid, "the secret is not whsec_ and the base64 form of 24 to 64 bytes")
	}
	return key, nil
}

// NewSecret makes a secret.
func NewSecret() string {
	key := make([]byte, 32)
	_, _ = rand.Read(key) // it never fails
	return secretPrefix + base64.StdEncoding.EncodeToString(key)
}
