package access

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"

	"rawabit/schema"
)

// How often a key set is read again, how soon for a key that is not in it, and
// how much and how long is waited for.
const (
	setEvery   = 10 * time.Minute
	setSoonest = 30 * time.Second
	setTime    = 5 * time.Second
	maxSet     = 1 << 20
)

// keySet is a JSON Web Key Set, read anew from time to time and when a token
// names a key that is not in it.
type keySet struct {
	address string
	client  *http.Client

	mu   sync.Mutex
	read time.Time // when it was tried last
	keys []webKey
}

// newKeySet reads a key set from an https address, http on this machine alone,
// or from a file.
func newKeySet(ctx context.Context, address string) (*keySet, error) {
	s := &keySet{address: address, client: &http.Client{
		Timeout:       setTime,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
	if u, err := url.Parse(address); err == nil && u.Scheme == "http" && !Loopback(u.Hostname()) {
		return nil, schema.Errorf(schema.CodeInvalid, "the key set %s must come over https", address)
	}
	if err := s.refresh(ctx); err != nil {
		return nil, err
	}
	return s, nil
}

// find returns the key of an id for an algorithm.
func (s *keySet) find(ctx context.Context, id, algorithm string) (any, error) {
	key, age := s.choose(id, algorithm)
	if age > setEvery || key == nil && age > setSoonest {
		if err := s.refresh(ctx); err != nil && key == nil {
			return nil, err
		}
		key, _ = s.choose(id, algorithm)
	}
	if key == nil {
		return nil, fmt.Errorf("no key %q for %s in %s", id, algorithm, s.address)
	}
	return key, nil
}

// choose returns a key that is at hand, and how old the set is. A token that
// names no key is checked with the only one for its algorithm.
func (s *keySet) choose(id, algorithm string) (any, time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []any
	for _, key := range s.keys {
		if key.fits(algorithm) && (id == "" || id == key.id) {
			found = append(found, key.public)
		}
	}
	if len(found) == 1 {
		return found[0], time.Since(s.read)
	}
	return nil, time.Since(s.read)
}

// refresh reads the set. The time is set before, so that other requests go on
// meanwhile and a set that cannot be reached is not asked at every token.
func (s *keySet) refresh(ctx context.Context) error {
	s.mu.Lock()
	s.read = time.Now()
	s.mu.Unlock()
	data, err := s.load(ctx)
	if err != nil {
		return &schema.Error{Code: schema.CodeUnavailable, Message: "the key set " + s.address + " cannot be read", Cause: err}
	}
	var set struct {
		Keys []json.RawMessage `json:"keys"`
	}
	if err := json.Unmarshal(data, &set); err != nil {
		return &schema.Error{Code: schema.CodeInvalid, Message: "the key set " + s.address + " is no JSON Web Key Set", Cause: err}
	}
	var keys []webKey
	for _, one := range set.Keys {
		if key, ok := parseWebKey(one); ok {
			keys = append(keys, key)
		}
	}
	if len(keys) == 0 {
		return schema.Errorf(schema.CodeInvalid, "the key set %s holds no key for RS256, PS256, ES256 or EdDSA", s.address)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.keys = keys
	return nil
}

func (s *keySet) load(ctx context.Context) ([]byte, error) {
	if !strings.HasPrefix(s.address, "https://") && !strings.HasPrefix(s.address, "http://") {
		return os.ReadFile(s.address)
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), setTime)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.address, nil)
	if err != nil {
		return nil, err
	}
	answer, err := s.client.Do(r)
	if err != nil {
		return nil, err
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("it answers %s", answer.Status)
	}
	return io.ReadAll(io.LimitReader(answer.Body, maxSet))
}
