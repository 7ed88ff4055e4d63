package graphqlapi

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"rawabit/schema"
)

// Codes of documents that are named, or should be.
const (
	CodeUnknownDocument schema.Code = "PERSISTED_QUERY_NOT_FOUND"
	CodeUntrusted       schema.Code = "DOCUMENT_NOT_TRUSTED"
)

// Trusted are documents that a server knows beforehand. A request names one by
// the SHA-256 of its text, or by the id that the list gives it.
type Trusted struct {
	byID  map[string]string
	texts map[string]bool
}

// OpenTrusted reads trusted documents: a folder of .graphql files, or a JSON file
// that maps ids to texts, as the compilers of Relay and graphql-codegen and
// Apollo's manifest generator write it.
func OpenTrusted(path string) (*Trusted, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, &schema.Error{Code: schema.CodeNotFound, Message: path + ": no such file of documents", Cause: err}
	}
	t := &Trusted{byID: map[string]string{}, texts: map[string]bool{}}
	if info.IsDir() {
		err = t.readFolder(path)
	} else {
		err = t.readList(path)
	}
	if err == nil && len(t.texts) == 0 {
		err = schema.Errorf(schema.CodeInvalid, "%s holds no document", path)
	}
	return t, err
}

func (t *Trusted) readFolder(path string) error {
	return filepath.WalkDir(path, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(file) != ".graphql" && filepath.Ext(file) != ".gql" {
			return err
		}
		text, err := os.ReadFile(file)
		if err == nil {
			t.put("", string(text))
		}
		return err
	})
}

func (t *Trusted) readList(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return &schema.Error{Code: schema.CodeInvalid, Message: path + " cannot be read", Cause: err}
	}
	var manifest struct {
		Operations []struct{ ID, Body string } `json:"operations"`
	}
	if json.Unmarshal(data, &manifest) == nil && manifest.Operations != nil {
		for _, one := range manifest.Operations {
			if err := t.add(path, one.ID, one.Body); err != nil {
				return err
			}
		}
		return nil
	}
	var list map[string]string
	if err := json.Unmarshal(data, &list); err != nil {
		return schema.Errorf(schema.CodeInvalid, "%s does not map ids to documents: %v", path, err)
	}
	for id, text := range list {
		if err := t.add(path, id, text); err != nil {
			return err
		}
	}
	return nil
}

// add takes a document whose id, where it is a hash, must be its own.
func (t *Trusted) add(path, id, text string) error {
	id = documentID(id)
	if len(id) == 2*sha256.Size && id != hash(text) {
		return schema.Errorf(schema.CodeInvalid, "%s: the document %s has another hash: %s", path, id, hash(text))
	}
	t.put(id, text)
	return nil
}

func (t *Trusted) put(id, text string) {
	if id != "" {
		t.byID[id] = text
	}
	t.byID[hash(text)] = text
	t.texts[text] = true
}

// hash is the SHA-256 of a document, by which a request names it.
func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// documentID takes the name of the hash off an id.
func documentID(id string) string {
	if rest, ok := strings.CutPrefix(id, "sha256:"); ok {
		return strings.ToLower(rest)
	}
	return id
}

// trust checks the trusted documents, so that a mistake in one shows at once.
func (a *API) trust(options Options) error {
	a.trusted = options.Trusted
	if a.trusted == nil {
		a.trusted = &Trusted{}
	}
	if a.onlyTrusted = options.OnlyTrusted; a.onlyTrusted && len(a.trusted.texts) == 0 {
		return schema.Errorf(schema.CodeInvalid, "only trusted documents are to be answered, and there are none")
	}
	for text := range a.trusted.texts {
		if _, errs := a.document(text); errs != nil {
			return schema.Errorf(schema.CodeInvalid, "the trusted document %s is wrong: %s\n%s", hash(text), errs[0].message, text)
		}
	}
	return nil
}

// text returns the document that a request sends or names.
func (a *API) text(request *Request) (string, error) {
	if request.Document != "" {
		id := documentID(request.Document)
		if text, ok := a.trusted.byID[id]; ok {
			return text, nil
		}
		if request.Query == "" {
			return "", schema.Errorf(CodeUnknownDocument, "PersistedQueryNotFound")
		}
		if id != hash(request.Query) {
			return "", schema.Errorf(schema.CodeInvalid, "the query is not the document that the request names")
		}
	}
	if a.onlyTrusted && !a.trusted.texts[request.Query] {
		return "", schema.Errorf(CodeUntrusted, "this server answers the documents that it knows and no others")
	}
	return request.Query, nil
}
