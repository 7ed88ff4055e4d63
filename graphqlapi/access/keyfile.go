package access

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"slices"
	"sync"
	"time"

	"rawabit/schema"
)

// Keys are the API keys of a file. Each line is a key that was made, or says that
// one was revoked: writing appends a line, so that several programs may write at
// once and the file tells its own history. It is read again when it has changed.
type Keys struct {
	path string
	now  func() time.Time

	mu     sync.Mutex
	looked time.Time
	size   int64
	time   time.Time
	byID   map[string]*Key
	order  []string
	err    error // why the file cannot be read now; nobody is let in then
}

// lookEvery is how often the file is looked at for changes.
const lookEvery = time.Second

// OpenKeys reads a file of keys. A file that is not there holds none.
func OpenKeys(path string) (*Keys, error) {
	k := &Keys{path: path, now: time.Now}
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := k.refresh(); err != nil {
		return nil, err
	}
	return k, nil
}

// refresh reads the file if it has changed.
func (k *Keys) refresh() error {
	now := k.now()
	if k.byID != nil && now.Sub(k.looked) < lookEvery {
		return k.err
	}
	k.looked = now
	k.err = k.read()
	return k.err
}

func (k *Keys) read() error {
	info, err := os.Stat(k.path)
	if errors.Is(err, fs.ErrNotExist) {
		k.size, k.time, k.byID, k.order = 0, time.Time{}, map[string]*Key{}, nil
		return nil
	}
	if err == nil && k.byID != nil && k.err == nil && info.Size() == k.size && info.ModTime().Equal(k.time) {
		return nil
	}
	var data []byte
	if err == nil {
		data, err = os.ReadFile(k.path)
	}
	if err != nil {
		return &schema.Error{Code: schema.CodeInvalid, Message: "the keys in " + k.path + " cannot be read", Cause: err}
	}
	byID, order, err := parseKeys(k.path, data)
	if err != nil {
		return err
	}
	k.size, k.time, k.byID, k.order = info.Size(), info.ModTime(), byID, order
	return nil
}

// parseKeys reads the lines of a file of keys. A last line that is torn is still
// being written and counts later.
func parseKeys(path string, data []byte) (map[string]*Key, []string, error) {
	byID := map[string]*Key{}
	var order []string
	if end := bytes.LastIndexByte(data, '\n') + 1; !json.Valid(data[end:]) {
		data = data[:end]
	}
	number := 0
	for line := range bytes.Lines(data) {
		number++
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		one := &Key{}
		err := json.Unmarshal(line, one)
		if err == nil {
			err = one.check()
		}
		if err != nil {
			return nil, nil, schema.Errorf(schema.CodeInvalid, "%s, line %d is no key: %v", path, number, err)
		}
		known := byID[one.ID]
		switch {
		case known == nil && one.Hash != "":
			byID[one.ID] = one
			order = append(order, one.ID)
		case known != nil && known.Revoked.IsZero():
			known.Revoked = one.Revoked
		}
	}
	return byID, order, nil
}

// List returns the keys in the order in which they were made.
func (k *Keys) List() ([]Key, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := k.refresh(); err != nil {
		return nil, err
	}
	out := make([]Key, 0, len(k.order))
	for _, id := range k.order {
		out = append(out, *k.byID[id])
	}
	return out, nil
}

// Live reports whether any key lets somebody in.
func (k *Keys) Live() bool {
	list, err := k.List()
	return err == nil && slices.ContainsFunc(list, func(one Key) bool { return one.Live(k.now()) })
}

// Make makes a key and returns it with the text that its owner keeps, which is
// not kept here.
func (k *Keys) Make(name string, role Role, expires time.Time, rate float64) (Key, string, error) {
	if _, err := ParseRole(string(role)); err != nil {
		return Key{}, "", err
	}
	now := k.now().UTC().Truncate(time.Second)
	if !expires.IsZero() && !expires.After(now) {
		return Key{}, "", schema.Errorf(schema.CodeInvalid, "a key that expires on %s would never be of use", expires.Format(time.DateOnly))
	}
	id, hash, text := newKey()
	key := Key{ID: id, Name: name, Role: role, Hash: hash, Made: now, Expires: expires, Rate: rate}
	return key, text, k.add(key)
}

// Revoke ends a key. To revoke one again changes nothing.
func (k *Keys) Revoke(id string) (Key, error) {
	list, err := k.List()
	if err != nil {
		return Key{}, err
	}
	at := slices.IndexFunc(list, func(one Key) bool { return one.ID == id })
	if at < 0 {
		return Key{}, schema.Errorf(schema.CodeNotFound, "%s holds no key %q; keys list names them", k.path, id)
	}
	if !list[at].Revoked.IsZero() {
		return list[at], nil
	}
	list[at].Revoked = k.now().UTC().Truncate(time.Second)
	return list[at], k.add(Key{ID: id, Revoked: list[at].Revoked})
}

// add appends a line in one write.
func (k *Keys) add(line Key) error {
	text, err := json.Marshal(line)
	if err != nil {
		return err
	}
	file, err := os.OpenFile(k.path, os.O_CREATE|os.O_APPEND|os.O_RDWR, 0o600)
	if err == nil {
		_, err = file.Write(endLine(file, append(text, '\n')))
		if e := file.Sync(); err == nil {
			err = e
		}
		if e := file.Close(); err == nil {
			err = e
		}
	}
	if err != nil {
		return &schema.Error{Code: schema.CodeInvalid, Message: k.path + " cannot be written", Cause: err}
	}
	k.mu.Lock()
	k.looked = time.Time{}
	k.mu.Unlock()
	return nil
}

// endLine puts the end of the line before that an editor may have left out before
// what is to be appended.
func endLine(file *os.File, text []byte) []byte {
	var last [1]byte
	info, err := file.Stat()
	if err != nil || info.Size() == 0 {
		return text
	}
	if _, err := file.ReadAt(last[:], info.Size()-1); err != nil || last[0] == '\n' {
		return text
	}
	return append([]byte{'\n'}, text...)
}

// find returns the live key of a text.
func (k *Keys) find(text string) (*Key, error) {
	id, secret := splitKey(text)
	key, err := k.live(id)
	if err != nil {
		return nil, err
	}
	if key == nil || !key.fits(secret) {
		return nil, schema.Errorf(schema.CodeUnauthorized, "this key is not known, was revoked or has expired")
	}
	return key, nil
}

// live returns the key of an id, nil where it lets nobody in.
func (k *Keys) live(id string) (*Key, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := k.refresh(); err != nil {
		return nil, &schema.Error{Code: schema.CodeInternal, Message: "the keys cannot be read", Cause: err}
	}
	if key := k.byID[id]; key != nil && key.Live(k.now()) {
		copied := *key
		return &copied, nil
	}
	return nil, nil
}
