// What the page asks of /graphql.

const actor = `id type nameAr:name(lang:"ar") nameEn:name(lang:"en")`;

const edge = `id type kind symmetric modality validFrom validTo ended score
  labelAr:label(lang:"ar") labelEn:label(lang:"en") source{id} target{id}`;

const line = `id type kind modality certain ended score validFrom validTo attestedFrom attestedTo statement(lang:$lang,asOf:$day)
  label(lang:$lang) source{${actor}} target{${actor}}`;

const news = `id kind statement(lang:$lang) before{id fulfilledBy{id}} after{fulfilledBy{id}}`;

const change = `${news} validDate recordedAt cursor relation{id score kind modality source{id} target{id}}
  evidence{text article{id title source published}}`;

/** The actor with the most relations. */
export const START = `{actors(orderBy:DEGREE_DESC,first:1){nodes{id}} stats{lastPublished}}`;

/** Actors whose names match. */
export const SEARCH = `query Search($text:String!){actors(search:$text,first:8){nodes{${actor}}}}`;

/** What lies around an actor at any time. */
export const AROUND = `query Around($id:ID!,$hops:Int!,$filter:RelationFilter!,$limit:Int!){
  actor(id:$id){${actor}}
  neighborhood(id:$id,hops:$hops,filter:$filter,limit:$limit){truncated actors{${actor}} relations{${edge}}}}`;

/** Which of it holds on a day, and how surely. */
export const HOLDS = `query Holds($id:ID!,$hops:Int!,$filter:RelationFilter!,$limit:Int!){
  neighborhood(id:$id,hops:$hops,filter:$filter,limit:$limit){relations{id certain}}}`;

/** An actor with its relations. */
export const ACTOR = `query Actor($id:ID!,$filter:RelationFilter!,$hidden:RelationFilter!,$lang:String!,$day:Date,$first:Int!){actor(id:$id){${actor} wikidata known
  hidden:relations(filter:$hidden,first:1){totalCount}
  names{text lang kind} partOf{${actor}} articles(first:5){totalCount nodes{id title published source}}
  relations(filter:$filter,first:$first){totalCount nodes{${line}}}}}`;

/** What an actor is called, nothing where the id is of none. */
export const NAME = `query Name($id:ID!){actor(id:$id){${actor}}}`;

/** A relation with its sentences. */
export const RELATION = `query Relation($id:ID!,$lang:String!,$day:Date){relation(id:$id){
  id version type kind score plover cameo statement(lang:$lang,asOf:$day) label(lang:$lang) validFrom validTo ended dateBasis attestedFrom attestedTo
  certain modality confidence sourceCount contested reviewed recordedAt retractedAt source{${actor}} target{${actor}}
  roles{name actor{${actor}}} fulfilledBy{id statement(lang:$lang)}
  evidence(first:20){text sentence start focusStart focusEnd attributedTo modality rule article{id title source published url}}
  changes{${news} validDate recordedAt}}}`;

/** What of a type is told between two actors otherwise: denied, or not denied. */
export const OTHERWISE = `query Otherwise($a:ID!,$b:ID!,$filter:RelationFilter!,$lang:String!){
  dyad(a:$a,b:$b,filter:$filter){relations(first:20){nodes{id type modality symmetric statement(lang:$lang) source{id} target{id}
    evidence(first:10){text sentence start focusStart focusEnd attributedTo modality rule article{id title source published url}}}}}}`;

/** What was between two actors. */
export const PAIR = `query Pair($a:ID!,$b:ID!,$granularity:Granularity!,$filter:RelationFilter!,$lang:String!,$day:Date){
  dyad(a:$a,b:$b,granularity:$granularity,filter:$filter){a{${actor}} b{${actor}} firstContact lastContact
    series{start cooperation conflict events}
    relations(first:100){totalCount nodes{${line}}}}}`;

/** The articles, the newest first. */
export const ARTICLES = `query Articles($text:String,$after:String){articles(search:$text,first:30,after:$after){totalCount
  pageInfo{hasNextPage endCursor} nodes{id title published source language}}}`;

/** An article with what it names and says. */
export const ARTICLE = `query Article($id:ID!,$lang:String!){article(id:$id){id title language published source url text
  mentions{text start end actor{${actor}}}
  relations(first:300){totalCount nodes{id score kind modality ended statement(lang:$lang)
    evidence(first:20){article{id} start end focusStart focusEnd attributedTo}}}}}`;

/** Changes that were recorded. */
export const CHANGES = `query Changes($filter:ChangeFilter!,$lang:String!,$after:String){changes(filter:$filter,first:200,after:$after){
  totalCount pageInfo{hasNextPage endCursor} nodes{${change}}}}`;

/** Changes as they are recorded. */
export const CHANGED = `subscription Changed($filter:ChangeFilter!,$lang:String!){relationChanged(filter:$filter){${change}}}`;

/** The alert rules and what they sent. */
export const ALERTS = `query Alerts($lang:String!){alertRules{id name severity enabled lastFired lastError}
  deliveries(first:30){totalCount nodes{id status attempts lastError at rule{id name} change{id kind statement(lang:$lang) relation{id}}}}}`;

/** What a rule would have told. */
export const TRY_RULE = `mutation TryRule($input:AlertRuleInput!,$lang:String!){tryAlertRule(input:$input,first:50){on
  change{${news} relation{id score modality}}}}`;

export const CREATE_RULE = `mutation CreateRule($input:AlertRuleInput!){createAlertRule(input:$input){id}}`;
export const DELETE_RULE = `mutation DeleteRule($id:ID!){deleteAlertRule(id:$id)}`;
export const REPLAY = `mutation Replay($id:ID!){replayDelivery(id:$id){id}}`;

/** Reads an article and records what it says. */
export const LOAD = `mutation Load($input:ArticleInput!,$lang:String!){loadArticle(input:$input){isNew claims article{id}
  changes{${news} relation{id score modality source{id} target{id}}}}}`;

/** Records what a reviewer says of a relation. */
export const REVIEW = `mutation Review($id:ID!,$input:ReviewInput!){review(id:$id,input:$input){
  decision{id} relation{id retractedAt}}}`;

/** Takes a decision back. */
export const UNDO = `mutation Undo($id:ID!){undoDecision(id:$id)}`;

/** The relations of an actor, for the timeline. */
export const TIMELINE = `query Timeline($id:ID!,$filter:RelationFilter!,$lang:String!,$day:Date){actor(id:$id){
  relations(filter:$filter,first:300){totalCount nodes{${line}}}}}`;
