package access

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"strings"
	"time"

	"rawabit/schema"
)

// Key is an API key as it is kept: its secret is a hash.
type Key struct {
	ID      string    `json:"id"`
	Name    string    `json:"name,omitempty"`
	Role    Role      `json:"role,omitempty"`
	Hash    string    `json:"hash,omitempty"` // SHA-256 of the secret, in hexadecimal
	Made    time.Time `json:"made,omitzero"`
	Expires time.Time `json:"expires,omitzero"`
	Rate    float64   `json:"rate,omitempty"` // operations a second; 0 for the server's
	Revoked time.Time `json:"revoked,omitzero"`
}

// Live reports whether the key lets anybody in.
func (k *Key) Live(now time.Time) bool {
	return k.Revoked.IsZero() && (k.Expires.IsZero() || now.Before(k.Expires))
}

// keyPrefix marks an API key, so that tools that look for secrets find it.
const keyPrefix = "rwb_"

// The bytes of an id and of a secret. A secret of 256 random bits cannot be
// guessed, so that a plain hash of it is enough.
const (
	idBytes     = 5
	secretBytes = 32
)

// newKey makes the id, the secret's hash and the text that the owner keeps.
func newKey() (id, hash, text string) {
	random := make([]byte, idBytes+secretBytes)
	_, _ = rand.Read(random) // it never fails
	id, secret := hex.EncodeToString(random[:idBytes]), hex.EncodeToString(random[idBytes:])
	return id, hashOf(secret), keyPrefix + id + "_" + secret
}

func hashOf(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// isKey reports whether credentials look like an API key.
func isKey(text string) bool { return strings.HasPrefix(text, keyPrefix) }

// splitKey returns the two parts of an API key.
func splitKey(text string) (id, secret string) {
	id, secret, _ = strings.Cut(strings.TrimPrefix(text, keyPrefix), "_")
	return id, secret
}

// fits reports whether a secret is the key's, in a time that tells nothing.
func (k *Key) fits(secret string) bool {
	return subtle.ConstantTimeCompare([]byte(hashOf(secret)), []byte(k.Hash)) == 1
}

// check refuses a line that is no key.
func (k *Key) check() error {
	if k.ID == "" {
		return schema.Errorf(schema.CodeInvalid, "it has no id")
	}
	if !k.Revoked.IsZero() && k.Hash == "" {
		return nil // it only revokes
	}
	if len(k.Hash) != 2*sha256.Size {
		return schema.Errorf(schema.CodeInvalid, "key %s has no hash", k.ID)
	}
	_, err := ParseRole(string(k.Role))
	return err
}
