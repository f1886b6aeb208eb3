"""The words that decide what a sentence makes of its formulas: closed tables, and nothing else."""

from __future__ import annotations

import re

from derivations.document.syntax.names import table

SUPPOSED, CONDITION, CASE, REASON, STATED, GOAL, MENTIONED, DENIED = (
    "supposed", "condition", "case", "reason", "stated", "goal", "mentioned", "denied",
)  # fmt: skip
"""What a clause does with its formula.

It supposes it until its block ends; sets it as a condition of its sentence, or of a case; gives it as a reason; states
it; announces it as a goal; only mentions it; or takes it back.
"""


HEADS = {
    SUPPOSED: """let suppose supposing assume assuming fix define denote write set put call consider introduce choose
    take say""",
    CONDITION: """if when whenever for where with provided given under at""",
    CASE: """case""",
    REASON: """since because as using by from satisfies satisfy""",
    STATED: """then so hence therefore thus have has gives give get obtain obtains becomes yields equals follows find
    finds conclude derived implies means computes shows showed proves leads reduces simplifies is are
    compute recall note notice observe remember uses""",
    GOAL: """show prove verify check establish derive want wants solve solving find""",
}
"""Words by what they make of the formula that is their object."""

RESULTS = table("""then so hence therefore thus gives give get obtain obtains becomes yields follows find finds
    conclude derived implies computes leads reduces simplifies""")
"""Words that state what follows from what stands before it."""

INITIAL = frozenset((SUPPOSED,))
"""What a clause does only if it begins with its head."""

DENIALS = table("""not no never nor neither cannot can't n't don't doesn't isn't aren't won't didn't without unless
    whether rather unlike contrary contrast instead except only few fail fails failed false wrong wrongly
    incorrect incorrectly mistake untrue impossible absurd contradiction contradicts were would might
    could may should guess conjecture expect try refuse avoid drop lift remove relax longer compared
    happen violated excluded like""")
"""Words that take back what a clause says of its formula."""

ASIDE = table("""unlike like rather instead contrary contrast except compared""")
"""Those of them that speak of their own part of a clause alone: "unlike in the first case, we have"."""
ANEW = table("""instead""")
"""Those of them that replace what was supposed before: "suppose instead that"."""

OPENERS = table("""and but now next first second finally also so then again here thus hence therefore moreover
    further furthermore we us one you i let's further more generally in particular for example instance e.g let
    please must can will shall do to simplicity convenience throughout""")
"""Words that may stand before the head of a clause."""

ADVERBS = table("""finally also so then again hence therefore thus moreover further furthermore generally general
    particular clearly obviously evidently indeed similarly likewise consequently accordingly""")
"""Words that, with no others before a formula but "in", state it."""

CONTINUING = frozenset(("and", "as well as", "and that", "and also", "with", "that", "both", "and let", "and suppose"))
"""All the words between two formulas of which the second one is meant as the first."""

GENERAL = table("""any every arbitrary general otherwise else""")
"""Words after which what was supposed of a quantity need no longer hold."""

CONTINUATIONS = table("""proof solution answer hint""")
"""Titles of sections that go on with the one before them."""

EXAMPLES = frozenset(("example", "examples"))
"""First words of titles of sections whose definitions hold in them alone."""

FOR_ALL = table("""setup conventions notation assumptions preliminaries abstract""")
"""Titles of sections whose suppositions hold in those behind them, too."""

GOING_ON = table("and so then therefore thus hence since because which where also")
"""Words by which a paragraph goes on with what the one before it said."""

SOLVING = table("""zero vanish vanishes vanishing solve solves solving solution solutions stationary optimum optimal
    optimality critical minimizer minimiser maximizer maximiser constraint constraints subject satisfies
    satisfy root roots""")
"""Words around equations that are to be solved, which are no claims."""

OF_ARRAYS = table("""symmetric orthogonal orthonormal normalized normalised centered centred standardized standardised
    diagonal idempotent antisymmetric skew whitened uncorrelated unitary projection permutation decomposition svd""")
"""Properties of matrices and vectors that no formula states."""

OF_FUNCTIONS = table("""even odd linear additive homogeneous periodic multiplicative affine constant""")
"""Properties of functions that no formula states."""

SIGNS = {"positive": ">", "negative": "<", "nonnegative": "≥", "non-negative": "≥", "nonzero": "≠", "non-zero": "≠"}
"""Adjectives that say of a quantity how it compares with 0."""

SORTS = {
    "matrix": "matrix", "matrices": "matrix", "vector": "vector", "vectors": "vector",
    "complex": "complex", "imaginary": "complex", "quaternion": "complex", "quaternions": "complex",
    "operator": "operator", "operators": "operator", "dual": "dual number", "set": "set", "sets": "set",
    "event": "event", "events": "event", "tensor": "tensor", "tensors": "tensor",
}  # fmt: skip
"""Nouns and adjectives that say of what sort a quantity is."""

OPEN = table("""softmax sigmoid logistic tanh relu a an the any some each every all arbitrary real square number numbers
    variable variables scalar scalars constant constants function functions smooth differentiable
    continuous parameter parameters weight weights bias biases input inputs output outputs activation
    activations target targets label labels prediction predictions cost costs loss losses error errors
    gradient gradients derivative derivatives quantity quantities value values term terms coefficient
    coefficients feature features data point points example examples sample samples layer layers neuron
    neurons unit units network model models vector vectors matrix matrices component components entry
    entries index indices dimension result sum first second third last next previous current given fixed
    unknown free independent dependent of in for to on by at with and or its our their this that these
    those which another other two three one hidden pre-activation logit logits vector-valued weighted
    score scores argument arguments expression same note notation""")
"""Words that set no condition for the quantity that they are said of."""

ALGEBRAS = frozenset(
    (
        *SORTS,
        *table("""group groups ring rings monoid semigroup algebra permutation permutations
    transposition transpositions string strings language languages composition commutator commute commutes grassmann
    clifford abelian non-abelian nonabelian noncommutative non-commutative hessian rotation rotations jacobian
    covariance"""),
    )
)
"""Words of a text in which letters may stand for what does not commute."""

RELATIONS = re.compile(r"[=<>]|\\(?:l|g|n)eq?\b|\\(?:lt|gt|in|leqslant|geqslant)\b")
"""Signs of relations in a formula's source."""
OTHER_RINGS = re.compile(r"\\sqrt\s*\{?\s*-\s*1|\\(?:mathbb|Bbb)\s*\{?\s*(?:F|Z)\s*\}?\s*(?:/|_)|\\pmod|\\bmod|\bGF\b")
"""Formulas of rings in which sums are not those of numbers."""
INTERVAL = re.compile(r"\s*(?:\\left\s*)?[\[\](][^=]+,[^=]+[\])\[]\s*")
"""A formula that is an interval, or a point, by itself: what is said there may hold there alone."""

ASSERTING = table("since because as for if when whenever here provided assuming")
"""Words beside a step that say under which condition, or why, it holds."""

OTHER_LOGARITHMS, SIGNS_IN_WORDS = "logarithms to another base", "signs of quantities in words"
INTERVALS, OPERATIONS = "an interval, or a point", "operations of its own"
ARITHMETIC = frozenset(("/", "*", "+", "-", r"\cdot", r"\times", r"\div", r"\log"))
"""Signs that are read as what they are for numbers, unless a text says what they are."""
LOGARITHMS = re.compile(
    r"(?:\b(?:is|are|denotes?|means?|stands?\s+for)\s+(?:all\s+|always\s+|taken\s+)?(?:the\s+)?(?:log\w*\s+)?"
    r"(?:to\s+|with\s+|in\s+)?(?:the\s+)?)base[\s-]*(?P<base>2|two|10|ten)\b",
    re.IGNORECASE,
)
"""Words that say to which base the logarithms of a text are."""
BASES = {"2": 2, "two": 2, "10": 10, "ten": 10}
ARITHMETICS = ("another arithmetic than that of numbers", "divisions with a remainder", "congruences", OPERATIONS)
"""Of what a text may speak in which what is true of numbers need not be true."""
UNUSUAL = (
    (re.compile(r"\brepeated\s+ind|\beinstein\b", re.IGNORECASE), "sums over repeated indices"),
    (
        re.compile(
            r"\bbase[\s-]*(?:\d|$|two\b|ten\b)|\bbinary\s+log|\bdecadic|\bcommon\s+log|\bbits?\b|\bdecibel|\bpH\b",
            re.IGNORECASE,
        ),
        OTHER_LOGARITHMS,
    ),
    (
        re.compile(
            r"\b(?:(?:all|every|each)\s+(?:\w+\s+){1,3}(?:is|are)|(?:letters|variables|symbols)\s+(?:\w+\s+){1,2})\s*"
            r"(?:strictly\s+)?(?:positive|negative|non-?negative|non-?zero|integers?|whole)\b",
            re.IGNORECASE,
        ),
        SIGNS_IN_WORDS,
    ),
    (re.compile(r"\bremainder\b|\brem\.", re.IGNORECASE), "divisions with a remainder"),
    (re.compile(r"\b(?:0|zero)\s+or\s+(?:1|one)\b", re.IGNORECASE), "values that are 0 or 1"),
    (re.compile(r"\bmod(?:ulo|ulus)?\b|\bclock\b", re.IGNORECASE), "congruences"),
    (
        re.compile(
            r"\bboolean\b|\bin\s+(?:binary|octal)\b|\btropical\b|\bordinal|\bcharacteristic\s+\w*\b|\bfinite\s+field",
            re.IGNORECASE,
        ),
        "another arithmetic than that of numbers",
    ),
)
"""Words by which a text changes what formulas mean."""

DEPENDENCE = re.compile(
    r"\b(?:depend(?:s|ing|ent)?\s+on|functions?\s+of|var(?:y|ies)|grows?|chang(?:es|ing))\b", re.IGNORECASE
)
"""Words by which quantities depend on one another."""

SIGMOID = table("sigmoid sigmoids logistic")
"""Words of a text whose σ is the sigmoid function."""
ACTIVATED = re.compile(r"\b(?:activation|nonlinearity|transfer)(?:\s+function)?\s+(?:is|be)\s+\w", re.IGNORECASE)
"""Words that say which function the activation is."""
USUAL = re.compile(r"\bsigmoid|\blogistic|\bkronecker", re.IGNORECASE)
"""What a letter of a function, or of an array, usually stands for; if a text speaks of it otherwise, it is another."""

NEGATIVE = table("""mistake mistakes wrong wrongly false incorrect incorrectly counterexample counterexamples fallacy
    fail fails failed absurd impossible contradiction contradicts contrary untrue nonsense""")
"""Words of a sentence that may call the formulas in it, or in the one beside it, false."""
COMMON_ERROR = re.compile(
    r"\bcommon\s+error|\b(?:find|spot|where\s+is|what\s+is)\s+(?:the|an)\s+(?:error|flaw|fault)\b(?!\s+(?:of|at)\b)",
    re.IGNORECASE,
)
INTERROGATIVE = table("what why how where which when who")
"""Words that begin a question other than whether something is so."""
APPROXIMATE = re.compile(
    r"\b(?:first|second|leading|higher)[\s-]orders?\b|\bneglect|\bignor|\bsmall\b|\blarge\b|\bapproximat|\bup\s+to\b|\broughly\b"
    r"|\basymptotic|\bnegligible\b",
    re.IGNORECASE,
)
"""Words of a sentence whose equations hold up to something."""
REQUIRED = re.compile(r"\b(?:wants?|requires?|imposes?|demands?|wish|insist|whether|for\s+which)\b", re.IGNORECASE)
"""Words of a sentence whose equations are wanted, or asked for."""
OTHERWISE = table("otherwise else off-diagonal distinct different other others remaining unequal")
"""Words that set a condition by what came before."""

EXISTENTIAL = re.compile(
    r"\b(?:there\s+(?:is|are|must\s+be)|exists?|for\s+some|(?:can|may|to)\s+(?:find|choose|pick|take)|choose|pick)\b[^.;:?!]*$",
    re.IGNORECASE,
)
"""Words before a quantity of which there is one, so that what is said of it need not hold for all."""
NUMBERED = frozenset(["the", "first", "second", "third", "fourth", "last", "other", "now", "next"])
"""Words before the case that begins."""
NEAR = frozenset(("by", "using", "from"))
"""Words that give a formula as a reason only if it stands right behind them."""
FACTS = frozenset(("the", "fact", "identity", "equation", "that"))

ENDING = frozenset(["general", "otherwise", "both", "either", "cases", "combining", "together", "summary", "overall"])
"""Words of a sentence that no longer speaks of one case."""

OF_ALL_CASES = re.compile(r"\bgeneral\s+case\b|\bin\s+general\b|\bafterwards\b|\bno\s+longer\b", re.IGNORECASE)
"""Words by which what was supposed before ends."""
RETRACTION = re.compile(
    r"^\W*No\b|\b(?:drop|lift|remov|relax|discard|end)\w*\b[^.]*\b(?:assumption|restriction|condition|example|supposition)"
    r"|\b(?:assumption|supposition|hypothesis)\b[^.]*\b(?:wrong|false|absurd|impossible|untenable)\b|[∎□]|\b(?:end\s+of\s+(?:the\s+)?proof|q\.?e\.?d)\b",
    re.IGNORECASE,
)
"""Words by which what was supposed before is taken back."""
PART = re.compile(
    r"\W*(?:(?:case|part|q|remark|note|variant|theorem|lemma|proposition|corollary|claim|fact|example|exercise|model)"
    r"\s*\d*\W|\(?[a-h]\)|\d+\s*[.)*]|(?:second|third|other|next)\s+case\b)",
    re.IGNORECASE,
)
"""The beginning of a part of a text that may suppose things of its own."""
END_OF_PROOF = frozenset((r"\square", r"\blacksquare", r"\qed", r"\Box"))
"""Formulas that end a proof, and with it what was supposed for it."""
QUANTIFYING = table("all any every each real whatever given two both arbitrary irrespective regardless")
"""Words before a quantity of which what was supposed need no longer hold."""
EXAMPLE = re.compile(r"\W*(?:example|exercise|problem|question)\b\s*[\d.:*]", re.IGNORECASE)
"""The beginning of a paragraph that supposes things of its own."""
CONDITIONAL = frozenset(["if", "when", "unless", "provided", "whenever", "assuming", "only"])
"""Words that set a condition even where no formula says which."""
ARBITRARY = re.compile(
    r"(?:an?\s)?(?:any|every|arbitrary)(?:\s(?:real|smooth|differentiable|continuous))*\s(?:numbers?|reals?|functions?)"
    r"|arbitrary"
)
"""Words by which a quantity or a function is said to be any one that there is."""
SAID = frozenset((*SORTS, *SIGNS))
"""Words that say of a quantity of what sort or sign it is."""
FUNCTIONS_IN_WORDS = table("""softmax sigmoid logistic tanh relu square cube sum product mean average logarithm
    exponential derivative gradient root inverse reciprocal maximum minimum ratio difference""")
"""What a quantity may be said to be of another one."""
DETERMINERS = table("a the any every each some all this that of finite infinite open closed compact empty countable")
"""Words before a noun."""
THERE_IS = re.compile(r"\bthere\s+(?:is|are)\b|\bexists?\b|\bfor\s+some\b", re.IGNORECASE)
"""Words by which there is something with a property, which defines nothing."""
SOUGHT = frozenset(["find", "solve", "determine", "show", "prove"])
"""Words that begin a sentence whose equations are to be solved, or shown."""
ALL_REALS = re.compile(r"\b(?:all|every|any|each|arbitrary)\s+reals?(?:\s+(?:numbers?|values?))?(?:\s+of)?\s*$")
"""Words before a quantity that may be any real number."""
CONTINUING_WORDS = frozenset([",", *" ".join(CONTINUING).split()]) - {"let", "suppose"}
"""Words between two formulas that are supposed, or claimed, alike."""

OF_SUPPOSED = table("""is are has have equals satisfies""")
"""Verbs of what is supposed: "suppose that y is"."""
PLAIN = (
    OPENERS
    | ANEW
    | GENERAL
    | SIGNS.keys()
    | SORTS.keys()
    | table("""that a an the all each some both with where if when
    whenever given provided under at for suppose supposing assume assuming fix define denote write set put call consider
    introduce choose take say be is are real number numbers integer integers natural whole variable variables scalar
    scalars constant constants parameter parameters function functions following value values following here this
    section have has case first second third fourth last other now , ( )""")
)
"""Words that say nothing of a relation but that it is supposed."""
BEHIND = (
    GENERAL
    | SIGNS.keys()
    | SORTS.keys()
    | table("""for all each be a an real number numbers integer integers natural
    that fixed given throughout here function functions hold holds denote denotes""")
)
"""Words behind what is supposed, or defined, that take nothing of it back and set no condition for it."""
BEGINNING = table(
    """and but where with we it so then hence thus which whose the its this let one since because while i"""
)
"""Words behind a formula with which something else begins."""
ELSEWHERE = table("""of than as like says to from about claims such satisfies satisfy solve solving find finding
    equation equations case solution solutions root roots line curve condition ansatz guess claim assumption inequality
    constraint opposite failure exception one none any some either most""")
"""Words before an equation that defines nothing: it is somebody's, or to be solved, or the name of something."""
PREDICATES = table("is are has have obeys satisfies gives takes maps measures computes leads yields")
"""Verbs of what is said of a quantity after an equation has defined it."""
RESTRICTING = table("for at on over given if when")
"""Words before a relation for which alone something is said, as in "f(x) = x for x > 0"."""
PHRASES = re.compile(
    r"\b(?:from now on|in what follows|in the following|in this \w+|in the (?:\w+ )?(?:layer|network|chapter)"
    r"|for (?:simplicity|convenience|brevity|now|short)|negative (?=log|entropy)|changes nothing)\b"
    r"|\\[A-Za-z]+|\(eqn?\b[\w:.-]*\)"
)
"""Phrases that set no condition, commands of LaTeX, and labels of displays."""

CONSTANT = table("""
    let be a an the is are any every each all both real arbitrary fixed given number numbers constant constants
    parameter parameters scalar scalars variable variables vector vectors positive negative nonzero non-zero
    nonnegative non-negative independent of for with where and or but if then so that here now we in by to at on
    from as than it its take consider suppose assume fix put set call define have get gives obtain derivative
    derivatives gradient partial respect differentiate differentiating differentiated has index indices argument
    arguments unknown between target targets label labels input inputs example examples""")
"""Words around a lone quantity by which it depends on nothing else."""
CLEAR = (
    PLAIN
    | BEHIND
    | BEGINNING
    | ADVERBS
    | RESULTS
    | OPEN
    | RESTRICTING
    | PREDICATES
    | frozenset(word for words in HEADS.values() for word in words.split())
    | table("""
    . : ; about above according account action add adding aforementioned again algebra algebraic algorithm alike
    although always am analogous analogously analysis answer any appear appears application applied apply applying
    approach arise arises arrive as average averages backpropagation backward base basic basis batch beautiful
    because been before begin beginning begins being below bernoulli between binary block book bp brackets bring
    brings but calculate calculated calculating calculation calculations calculus call called came can carry case
    chain change chapter check choice choosing class classes classical classification classifier clear clearly
    coefficient coefficients collect collecting combination combine combining come comes common commonly compact
    compare completes completing component composite composition computation compute computed computing conclude
    conclusion concrete consider considering consists convenient convexity counts cross cross-entropy curve data
    deduce define defined defines definition definitions delta denominator denoted denotes density derivation
    derivations derive derived describe described deviation difference differential differentiate differentiated
    differentiating differentiation direct directly display distribution distributions divergence divide dividing
    done doubling easier easily easy element-wise elementary elements emerges end ended energy entropy equal
    equality equally equals equation equations equivalent equivalently error evaluate evaluating evaluation every
    everything exactly example examples exercise expand expanded expanding expansion expectation expected explain
    explicit explicitly exponent exponential exponents express expressed expression expressions fact factor
    factoring factorise factorize factors figure final finally find finding finds first follow followed following
    follows form formula formulas forward fraction fractions full function functional functions furthermore gaussian
    get gets getting give given gives giving goes gradient gradients had half hand harder has have having hence
    hessian hidden hint hold holds how however hyperbolic idea identity immediately important in indeed independent
    inequalities inequality information inner insert inserted inserting inside instance integral interpretation into
    introduce introduced involves iteration its itself jacobian just kernel know known kronecker label labels last
    later layer layers lead leading leads learning least left left-hand lemma length let's likelihood limit limits
    line linear little ln local log log-likelihood log-odds log-probability logarithm logarithmic logarithms
    logistic logit logits long look looks loss losses made main make makes manner margin matches mathematics
    matrices matrix mean means mentioned method mini-batch model models more moreover multinomial multiplied
    multiplies multiply multiplying name named namely natural need needed net network networks neural neuron neurons
    next normal normalisation normalization notation note notice noticing now numerator object objective observation
    observe obtain obtained obtaining obvious occurs old on once one one-hot only onto optimisation optimization
    order our out outcome outer output outputs over overall own parameterized parameters part partial particular
    pass path pay per performance plug plugging plus point policy polynomial possible power powers precisely
    predicted prediction predictions present previous previously problem proceed process product products proof
    proofs proposition propositions prove proved proven proves put putting quadratic quantities quantity question
    quotient rate ratio read reads rearrange rearranging recall recalling reduce reduced reduces refer reformulate
    reformulated regression regularisation regularization regularized relate related relation relu remark remember
    replace replaced replacing represent represents respect respectively rest result resulting results rewrite
    rewriting rewritten right right-hand rule rules same sample samples say says score scores second section see
    seen sense set sets setting short shorthand show showed showing shown shows side sides sigmoid similar similarly
    simple simpler simplest simplification simplified simplifies simplify simplifying simply single so so-called
    softmax softplus solution some something specifically split square squared squares squaring standard start
    started starting starts state stated statement states step steps still straightforward strategy structure
    subscript substitute substituted substituting substitution subtract subtracting such sum summand summands
    summarise summarize summing sums suppose surprising symbol take taken takes taking tangent tanh target targets
    task temperature term terms th than thanks that the their them then theorem theorems there therefore these they
    thing third this three through throughout thus time to together took total training transform transformation
    true turn turns two type unit units up us use used useful uses using usual valid value values vanish vanishes
    vanishing variable variables variance various vector verified verify very via view want was way we weight
    weighted weights well well-known were what where whereas which while whole will with work worked working works
    write writing written yield yields you your yourself zero""")
) - (
    NEGATIVE
    | OTHERWISE
    | DENIALS
    | (GENERAL - {"any", "every", "arbitrary"})
    | SIGNS.keys()
    | (SORTS.keys() - {"vector", "vectors", "matrix", "matrices"})
    | (ALGEBRAS - {"vector", "vectors", "matrix", "matrices", "jacobian", "hessian"})
    | table("""integer integers natural whole integral change some only true unless replace replaced replacing
    general generally look looks looking later rest point points always leading expectation shown done complete
    completes completing everything want more start starts started""")
)
"""Words beside a claim that set no condition for it, deny nothing of it, and change nothing that was said before it."""
