(* What the kernel's terms and propositions mean.

   A world gives an offset to each quantity: a number that is added to what its equation gives.  Where all offsets are 0, the
   quantities are what their definitions say; a derivative by a quantity moves its offset, and all that depends on it
   follows.  A term is a number in each world, and whether it has a value there. *)

From Coq Require Import Reals ZArith Lia Lra List Bool PeanoNat FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Derivations Require Import Smooth.
Import ListNotations.
Open Scope R_scope.

Definition label := (positive * list Z)%type.
Definition label_eq : forall a b : label, {a = b} + {a <> b}.
Proof. decide equality; [apply (list_eq_dec Z.eq_dec) | apply Pos.eq_dec]. Defined.
Definition world := label -> R.
Definition shift (w : world) (d : label) (h : R) : world := move label label_eq w d h.

Record tm := Tm { val : world -> R; def : world -> Prop }.

(* ---- index sets ---- *)

Inductive iset := Between (a b : Z) | From (a : Z) | Keep (p : Z -> bool) (s : iset).

Fixpoint isin (k : Z) (s : iset) : bool :=
  match s with
  | Between a b => (a <=? k)%Z && (k <=? b)%Z
  | From a => (a <=? k)%Z
  | Keep p s => p k && isin k s
  end.
Definition run (a b : Z) : list Z := map (fun i => (a + Z.of_nat i)%Z) (seq 0 (Z.to_nat (b - a + 1))).
Fixpoint elems (s : iset) : list Z :=
  match s with Between a b => run a b | From _ => nil | Keep p s => filter p (elems s) end.
Fixpoint finite (s : iset) : bool := match s with Between _ _ => true | From _ => false | Keep _ s => finite s end.

Definition Without (s : iset) (j : Z) : iset := Keep (fun k => negb (k =? j)%Z) s.

(* ---- models ---- *)

Record model := Model {
  qt : positive -> list Z -> tm;       (* quantities *)
  fn : positive -> list R -> tm;       (* functions, which may depend on quantities beside their arguments *)
  ct : positive -> list Z -> nat;      (* counts *)
  pt : positive -> Z -> bool;          (* parts of index sets *)
  lb : positive -> positive;           (* whose offset is whose *)
  lb_inj : forall x y, lb x = lb y -> x = y;
  rq : positive -> list Z -> nat;      (* the ranks of quantities and functions: each depends on what has a lower one *)
  rf : positive -> nat }.

Definition Part (M : model) (m : positive) (s : iset) : iset := Keep (pt M m) s.
Definition Rest (M : model) (m : positive) (s : iset) : iset := Keep (fun k => negb (pt M m k)) s.
Definition lab (M : model) (x : positive) (i : list Z) : label := (lb M x, i).

(* A quantity that moves with its offset. *)
Definition moves_itself (M : model) (x : positive) : Prop :=
  forall i w h, val (qt M x i) (shift w (lab M x i) h) = val (qt M x i) w + h /\
    (def (qt M x i) (shift w (lab M x i) h) <-> def (qt M x i) w).
Definition Free (M : model) (l : list positive) : Prop := forall x, In x l -> moves_itself M x.

(* ---- terms ---- *)

Definition int (z : Z) : tm := Tm (fun _ => IZR z) (fun _ => True).
Definition rat (p : Z) (q : positive) : tm := Tm (fun _ => IZR p / IZR (Zpos q)) (fun _ => True).
Definition pi : tm := Tm (fun _ => PI) (fun _ => True).
Definition cnt (n : nat) : tm := Tm (fun _ => INR n) (fun _ => True).
Definition size (s : iset) : tm := Tm (fun _ => INR (length (elems s))) (fun _ => True).
Definition brk (b : bool) : tm := Tm (fun _ => if b then 1 else 0) (fun _ => True).

Fixpoint sum_at (l : list tm) (w : world) : R :=
  match l with nil => 0 | t :: nil => val t w | t :: more => val t w + sum_at more w end.
Fixpoint product_at (l : list tm) (w : world) : R :=
  match l with nil => 1 | t :: nil => val t w | t :: more => val t w * product_at more w end.
Fixpoint each (p : tm -> Prop) (l : list tm) : Prop :=
  match l with nil => True | t :: more => p t /\ each p more end.
Definition all_def (l : list tm) (w : world) : Prop := each (fun t => def t w) l.
Definition add (l : list tm) : tm := Tm (sum_at l) (all_def l).
Definition mul (l : list tm) : tm := Tm (product_at l) (all_def l).
Definition zpow (x : R) (k : Z) : R :=
  match k with
  | Z0 => 1
  | Zpos xH => x
  | Zneg xH => / x
  | Zpos p => x ^ Pos.to_nat p
  | Zneg p => / (x ^ Pos.to_nat p)
  end.
Definition pow (t : tm) (k : Z) : tm :=
  Tm (fun w => zpow (val t w) k)
     match k with Zneg _ => fun w => def t w /\ val t w <> 0 | _ => def t end.
Definition texp (t : tm) : tm := Tm (fun w => exp (val t w)) (def t).
Definition tln (t : tm) : tm := Tm (fun w => ln (val t w)) (fun w => def t w /\ 0 < val t w).
Definition tabs (t : tm) : tm := Tm (fun w => Rabs (val t w)) (def t).

Definition total (l : list Z) (f : Z -> R) : R := fold_right (fun k r => f k + r) 0 l.
Definition sum (s : iset) (b : Z -> tm) : tm :=
  Tm (fun w => total (elems s) (fun k => val (b k) w)) (fun w => forall k, isin k s = true -> def (b k) w).

(* Derivatives of a function of several numbers: so many by the first one, and so on. *)
Fixpoint slope (orders : list nat) (f : list R -> R) (a : list R) : R :=
  match orders, a with
  | n :: more, x :: rest => Derive_n (fun v => slope more (fun r => f (v :: r)) rest) n x
  | _, _ => f a
  end.
Fixpoint has_slope (orders : list nat) (f : list R -> R) (a : list R) : Prop :=
  match orders, a with
  | n :: more, x :: rest =>
      (forall m, (m <= n)%nat -> ex_derive_n (fun v => slope more (fun r => f (v :: r)) rest) m x) /\
      has_slope more (fun r => f (x :: r)) rest
  | _, _ => True
  end.
Definition values (a : list tm) (w : world) : list R := map (fun t => val t w) a.
Definition app (M : model) (f : positive) (orders : list nat) (a : list tm) : tm :=
  Tm (fun w => slope orders (fun r => val (fn M f r) w) (values a w))
     (fun w => all_def a w /\ def (fn M f (values a w)) w /\ has_slope orders (fun r => val (fn M f r) w) (values a w)).

Definition par (t : tm) (d : label) : tm :=
  Tm (fun w => Derive (fun h => val t (shift w d h)) 0)
     (fun w => (exists e, 0 < e /\ forall h, Rabs h < e -> def t (shift w d h)) /\
               ex_derive (fun h => val t (shift w d h)) 0).

(* A quantity tends to a number from above, or to infinity; the world where it has a value. *)
Definition place := option tm.
Definition toward (p : place) (w : world) : (R -> Prop) -> Prop :=
  match p with None => Rbar_locally p_infty | Some t => at_right (val t w) end.
Definition where_ (q : tm) (d : label) (w : world) (h : R) : world := shift w d (h - val q w).
Definition the_point (p : place) (w : world) : Rbar := match p with None => p_infty | Some t => Finite (val t w) end.

Definition Near (t : tm) (q : tm) (d : label) (p : place) (w : world) : Prop :=
  toward p w (fun h => def t (where_ q d w h)).
Definition Tends (t : tm) (q : tm) (d : label) (p : place) (l : tm) (w : world) : Prop :=
  filterlim (fun h => val t (where_ q d w h)) (toward p w) (locally (val l w)).
Definition TendsUp (t : tm) (q : tm) (d : label) (p : place) (w : world) : Prop :=
  filterlim (fun h => val t (where_ q d w h)) (toward p w) (Rbar_locally p_infty).
Definition TendsDown (t : tm) (q : tm) (d : label) (p : place) (w : world) : Prop :=
  filterlim (fun h => val t (where_ q d w h)) (toward p w) (Rbar_locally m_infty).
Definition lm (t : tm) (q : tm) (d : label) (p : place) : tm :=
  Tm (fun w => real (Lim (fun h => val t (where_ q d w h)) (the_point p w)))
     (fun w => Near t q d p w /\ exists l, Tends t q d p (Tm (fun _ => l) (fun _ => True)) w).

(* ---- propositions ---- *)

Definition Eq (a b : tm) (w : world) : Prop := val a w = val b w.
Definition Lt (a b : tm) (w : world) : Prop := val a w < val b w.
Definition Le (a b : tm) (w : world) : Prop := val a w <= val b w.
Definition Ne (a b : tm) (w : world) : Prop := val a w <> val b w.
Definition Undef (t : tm) (w : world) : Prop := ~ def t w.

Definition SmoothIn (P : label -> Prop) (t : tm) (w : world) : Prop :=
  exists e, 0 < e /\ (forall v, ball label P w e v -> def t v) /\ forall n, class label label_eq P n e w (val t).
Definition Smooth (t : tm) (w : world) : Prop := SmoothIn (fun _ => True) t w.
Definition SmoothBy (t : tm) (d : label) (w : world) : Prop := SmoothIn (fun c => c = d) t w.

(* A function of so many numbers as one of a point, whose further coordinates are its arguments. *)
Definition numbers (n : nat) (v : Smooth.point (wide label)) : list R := map (fun i => v (inl i)) (seq 0 n).
Definition beside (v : Smooth.point (wide label)) : world := fun c => v (inr c).
Definition SmoothFunction (M : model) (f : positive) (n : nat) (w : world) : Prop :=
  forall a, length a = n -> exists e, 0 < e /\
    (forall v, ball (wide label) (fun _ => True) (join label a w) e v -> def (fn M f (numbers n v)) (beside v)) /\
    forall k, class (wide label) (wide_eq label label_eq) (fun _ => True) k e (join label a w)
      (fun v => val (fn M f (numbers n v)) (beside v)).
(* ... and one that depends on nothing else. *)
Definition smooth_law (n : nat) (g : list R -> R) : Prop :=
  forall (a : list R) (w : world), length a = n -> exists e, 0 < e /\
    forall k, class (wide label) (wide_eq label label_eq) (fun _ => True) k e (join label a w) (fun v => g (numbers n v)).

(* Nothing changes with an offset, but the quantity whose offset it is by as much. *)
Definition Indep (t : tm) (d : label) (w : world) : Prop :=
  forall v h, val t (shift v d h) = val t v /\ (def t (shift v d h) <-> def t v).
Definition IndepQ (M : model) (x : positive) (i : list Z) (d : label) (w : world) : Prop :=
  forall v h, val (qt M x i) (shift v d h) = val (qt M x i) v + (if label_eq (lab M x i) d then h else 0) /\
    (def (qt M x i) (shift v d h) <-> def (qt M x i) v).
Definition IndepF (M : model) (f : positive) (n : nat) (d : label) (w : world) : Prop :=
  forall a, length a = n -> Indep (fn M f a) d w.
(* The quantities [between] carry all that an offset changes. *)
Definition Through (M : model) (x : positive) (i : list Z) (d : label) (between : label -> tm -> Prop) (w : world) : Prop :=
  forall v u, (forall c, c <> d -> (forall t, ~ between c t) -> v c = u c) ->
    (forall c t, between c t -> val t v = val t u) -> val (qt M x i) v = val (qt M x i) u.

(* A definition: the equation holds in every world, up to the offset, which is 0 here. *)
Definition DefinesQ (M : model) (x : positive) (i : list Z) (b : tm) (w : world) : Prop :=
  (forall v, val (qt M x i) v = val b v + v (lab M x i)) /\ (forall v, def (qt M x i) v <-> def b v) /\
  w (lab M x i) = 0.
Definition DefinesF (M : model) (f : positive) (a : list tm) (b : tm) (w : world) : Prop :=
  forall v, val (fn M f (values a v)) v = val b v /\
    (all_def a v -> (def (fn M f (values a v)) v <-> def b v)).

(* What a quantity is made of: [deps] tells which quantities, of lower ranks.  One that is not defined is a smooth law of
   some of them, up to its offset. *)
Definition Made (M : model) (x : positive) (defs : list Z -> Prop)
  (deps : list Z -> positive -> list Z -> Prop) (w : world) : Prop :=
  (forall i, w (lab M x i) = 0) /\
  (forall i y j, deps i y j -> (rq M y j < rq M x i)%nat) /\
  forall i, ~ defs i -> exists (ps : list (positive * list Z)) g,
    (forall p, In p ps -> deps i (fst p) (snd p)) /\ smooth_law (length ps) g /\
    forall v, val (qt M x i) v = g (map (fun p => val (qt M (fst p) (snd p)) v) ps) + v (lab M x i) /\
      def (qt M x i) v.
(* A function that has no formula depends on nothing but its arguments. *)
Definition MadeF (M : model) (f : positive) (defs : list R -> Prop) (w : world) : Prop :=
  forall a, ~ defs a -> forall v u, val (fn M f a) v = val (fn M f a) u /\ (def (fn M f a) v <-> def (fn M f a) u).
